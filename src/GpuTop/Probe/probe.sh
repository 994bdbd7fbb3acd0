# The probe of gputop: POSIX sh (dash, bash, busybox, zsh), sent over stdin to "exec sh -s"; it writes no files.
# Comment lines and indentation are removed before it is sent; "_gp NONCE LIMIT HANG INTERVAL; exit" is appended (ProbeScript.cs).
#   NONCE letters and digits   LIMIT seconds without a heartbeat until the probe ends itself
#   HANG 1: end the sshd process above us as well (it keeps tunnels and attached clients alive)   INTERVAL milliseconds
#
# OUTPUT FORMAT. Every line of the probe begins with RS (0x1e); other lines come from rc files. Chunks of less than 3500 bytes are
# written whole.
#   RS @NONCE ready 1 pid=4711 lead=1     first line; 1 is the version of this format
#   RS TAG <     RS TAG | TEXT     RS TAG >     a section begins, one line of it, it is complete. Lines of different sections may mix;
#                     a line between two sections of a tag belongs to the next
#   RS gf| FIELDS      the fields of the GPU rows that follow, comma separated; again whenever the stream starts anew
#   RS g| ROW          one line of the running nvidia-smi; rounds have no mark, the reader splits them
#   RS gi| MILLISECONDS  the interval of the stream that starts now (the reader derives from it when the stream hangs)
#   RS g! CODE         nvidia-smi has ended; it is started again after 5 to 30 seconds
# INPUT, after ready; every line is also a heartbeat:
#   "b TICKS" echo   "r ID COMMAND" run with sh -c   "i MILLISECONDS" new interval   "n" sample all now   "quit"
#
# SECTIONS (tag, period, lines; output of programs is unchanged)
#   i  once   user= uid= home= host= sys= shell= os= boot=(id) clock=(epoch seconds) cores=
#   h  max(1 s, interval)  first line of /proc/stat; "cores N"; Mem*/Buffers/Cached/Swap* of /proc/meminfo (kB); "loadavg ..."; "uptime ..."
#   a  3 s    "F FIELDS" "A ROW" of --query-compute-apps (MiB), "E " its other lines, "M " pmon with "U INDEX UUID", then for each PID:
#             (the second section follows after 1 s: the first comes at once, without pmon, which takes a second)
#             "P PID PPID UID STATE ELAPSED_SECONDS CPU_PERCENT RSS_KIB ARGS" (also of the parents of zombies), "L UID LOGIN",
#             "T PID START_TICKS", "N PID PPID PPPID ...", "H PID LOGIN_UID" of processes of a login session,
#             "G PID CGROUP_LINE" of containers and jobs, "W PID CWD" and "S PID SLURM_JOB" of readable processes,
#             "D PID 1" an own process with a GPU device open, "D PID 0" one without; "C " PIDs are not those of the host
#   m  10 s with MIG, else 300 s   "L " nvidia-smi -L; "X " the MIG and process part of nvidia-smi -q -x
#   t  5 s    the head and the first 30 rows of the second frame of top, "O PID UID" before each row: top cuts logins at 8 letters
#   d  30 s   "T " /proc/mounts, and of several df, in any order: "K " df -P -k (1024 bytes)  "I " df -P -i  "E " errors
#             "H SECONDS PATH" a mount whose df has hung for SECONDS (PATH unescaped)
#             (a K of the same mount comes from the df before, which was late)
#   s  10 s   "O SOCKET" then of the tmux server of it "S id|created|attached|windows|name"
#             "P session id|window|pane|pane id|pid|dead|command|window name" "D pane id|cwd"; "Q SCREENDIR" then "C " screen -ls there;
#             "E " error of the server before
#   p  10 s   "L " ss -Hltnpe (or "N " /proc/net/tcp rows), "U MY_UID", "O PID COMMAND"
#   c  30 s, after the first process in a container   "K ID|IMAGE|NAME", "E " errors
#   b  TICKS of the echo      rID  what the command printed, last line rc=N
# One round of a server with two cards (RS shown as ^):
#   ^gf|index,uuid,name,utilization.gpu
#   ^g|0, GPU-5a0c..., NVIDIA A100-SXM4-80GB, 98
#   ^h<
#   ^h|cpu  10132153 290696 3084719 46828483 16683 0 25195 0 0 0
#   ^h>
#   ^g|1, GPU-77f1..., NVIDIA A100-SXM4-80GB, 0
_gp() {
case ${ZSH_VERSION-} in ?*) emulate sh;; esac
# Variables that the user's rc files export must not change the output of programs.
LC_ALL=C; export LC_ALL
unset TMOUT ENV BASH_ENV CDPATH PS4 POSIXLY_CORRECT GREP_OPTIONS PS_FORMAT COLUMNS LINES TMUX DF_BLOCK_SIZE BLOCK_SIZE BLOCKSIZE
NL='
'; IFS=" 	$NL"
set +m; set -f; umask 077
PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/nvidia/bin:/usr/lib/wsl/lib; export PATH
# 3 is the control stream, so that no sampler reads it; an open 2 would let a stuck command keep ssh's channel open.
exec 3<&0 </dev/null 4>&1 2>/dev/null
R=$(printf '\036')
nonce=$1 limit=$2 hang=$3 ms=$4

# ---- the end: all processes of the probe end with it ---------------------------------------------------------------------------
# Under sshd the probe (or the login shell above it) leads its own process group: one atomic kill. Elsewhere (wrappers, tests)
# never kill 0.
st=; read -r st </proc/$$/stat; st=${st##*) }
set -- $st; pgid=${3:-0} sid=${4:-0} lead=
case $pgid in
  $$) lead=1;;
  $PPID) [ "$sid" = "$pgid" ] && read -r st </proc/$PPID/stat && st=${st##*) } && set -- $st && read -r c </proc/$2/comm &&
    case $c in sshd*) lead=1;; esac;;
esac
# _list: "PID PPID STATE NAME" of every process. From status, where the kernel escapes line breaks in a name; stat does not, so that
# other users could add lines. The names go through a pipe, since a long argument list makes exec fail.
_list() {
  set +f; printf '%s\n' /proc/[0-9]* | awk '{f=$0 "/status"; n=s=q=""
    while (q=="" && (getline l <f) > 0)
      if (l ~ /^Name:/) n=substr(l,7); else if (l ~ /^State:/) s=substr(l,8,1); else if (l ~ /^PPid:/) q=substr(l,7)+0
    close(f); if (q!="") print substr($0,7), q, s, n}'
}
# _kids ROOT: the descendants of ROOT without this subshell and its own.
_kids() {
  read -r me _ </proc/self/stat
  _list | awk -v r="$1" -v me="$me" '{up[$1]=$2}
    END {for (p in up) {q=p; for (n=NR; n-- && (q in up) && q!=r && q!=me && q>1;) q=up[q]; if (q==r && p!=r) print p}}'
}
# _stop ROOT ME: stops all below ROOT except ME, so that none can fork or leave the tree as an orphan; all= their PIDs.
_stop() {
  kill -STOP "$1"; all=" $1 $2 " more=1
  while [ "$more" ]; do
    more=; for k in $(_kids "$1"); do case $all in *" $k "*) ;; *) kill -STOP "$k" && more=1 all="$all$k ";; esac; done
  done
}
_die() {
  # PPID stays after the parent has ended, and another process may have its PID then.
  [ "${1-}" = hangup ] && [ "$hang" = 1 ] && [ "$(_list | awk -v p=$$ '$1==p {print $2}')" = "$PPID" ] &&
    { c=; read -r c </proc/$PPID/comm; case $c in sshd*) kill $PPID;; esac; }
  [ "$lead" ] && kill -9 0
  read -r me _ </proc/self/stat
  _stop $$ "$me"; for k in $all; do [ "$k" = "$me" ] || kill -9 "$k"; done
  exit 1
}

# ---- ready: the client reads from here on -----------------------------------------------------------------------------------------
printf '\n%s@%s ready 1 pid=%s lead=%s\n' "$R" "$nonce" $$ "$lead"

# One tick a second for the event loop; after LIMIT ticks without a heartbeat the probe ends. A blocked channel does not block the
# clock: it writes to the event loop only. dash has no read -t; a signal resets the count without a fork (ignored until the trap).
trap '' USR1
_clock() {
  n=0; trap 'n=0' USR1; exec 3<&- 4>&-
  while echo .; do sleep 1; n=$((n+1)); [ $n -ge "$limit" ] && _die hangup; done
}

# _tag TAG FILTER HEAD: turns lines into a section, in chunks below PIPE_BUF, so that several writers can share one channel. FILTER is
# awk code that may use "next", and set part for a section without its end. A line RS N of the input becomes the exit code N.
_tag() {
  awk -v r="$R" -v t="$1" 'function put(l) {if (length(b) + length(l) > 3490) {print b; fflush(); b=""} b=b l}
    BEGIN {ORS=""; b="'"${3-}"'"} substr($0,1,1)==r {rc=substr($0,2)+0; next} '"${2-}"'
    {put(r t "|" substr($0,1,3000) "\n")} END {if (!part) put(r t ">\n"); print b; fflush(); exit rc}'
}

# ---- GPUs: one nvidia-smi that runs continuously --------------------------------------------------------------------------------
_rich=index,uuid,name,pci.bus_id,driver_version,utilization.gpu,utilization.memory,utilization.encoder,utilization.decoder,\
memory.used,memory.total,temperature.gpu,temperature.memory,power.draw,power.draw.instant,power.limit,fan.speed,clocks.sm,\
clocks.max.sm,clocks.mem,pstate,pcie.link.gen.current,pcie.link.width.current,pcie.link.gen.max,pcie.link.width.max,\
ecc.errors.corrected.volatile.total,ecc.errors.uncorrected.volatile.total,clocks_event_reasons.active,persistence_mode,\
mig.mode.current,compute_mode,utilization.jpeg,utilization.ofa,gpu_recovery_action,remapped_rows.pending,remapped_rows.failure,\
retired_pages.pending,fabric.state,fabric.status
# Exit: 0 rows were read, 1 none, 3 no stdbuf, 4 no -lms, 20+N the driver refused field N. A round is written whole when it has as many
# rows (n) as the one before (g); other lines are not counted and are written at once, with the rows before them.
_rows() {
  b= n=0 g=0 last=-1 ok=1 rc=; echo "${R}gf|$f" || exit
  while IFS= read -r l || [ "$l" ]; do
    case $l in
      '') continue;;
      "$R"*) rc=${l#"$R"}; break;;
      'Field "'*'" is not a valid field'*) [ $ok = 0 ] || { l=${l#*\"} k=0 IFS=,; for x in $f; do
        k=$((k+1)); [ "$x" = "${l%%\"*}" ] && exit $((20+k)); done; };;
      *libstdbuf*) [ $ok = 0 ] || exit 3;;
      *nvalid\ combination*|*nvalid\ argument*|*nrecognized*) [ $ok = 0 ] || case $every in -lms*) exit 4;; esac;;
    esac
    i=${l%%,*} whole=1
    case $i in
      ''|*[!0-9]*|?????*) ;;
      *) ok=0; [ "$i" -le "$last" ] && g=$n n=0; last=$i n=$((n+1)); [ $n -lt $g ] && whole=;;
    esac
    [ ${#l} -gt 3000 ] && l=$(printf '%.3000s' "$l")
    [ $((${#b}+${#l})) -gt 3400 ] && { printf '%s' "$b" || exit; b=; }
    b=$b${R}g\|$l$NL
    [ "$whole" ] && { printf '%s' "$b" || exit; b=; }
  done
  printf '%s' "$b${R}g!${rc:-255}$NL"; exit $ok
}
# _gpu PIDS: while one of PIDs is in uninterruptible sleep the driver is stuck, and a second process would be stuck too.
_gpu() {
  for p in "$@"; do
    while read -r st <"/proc/$p/stat" && case $st in *') D '*) ;; *) false;; esac; do sleep 1; done
  done
  f=$_rich pause=5 missing= known= every="-lms $ms" lb=; command -v stdbuf >/dev/null && lb='stdbuf -oL'
  while :; do
    if ! command -v nvidia-smi >/dev/null; then
      [ "$missing" ] || printf '%s' "${R}g|nvidia-smi: not found$NL${R}g!127$NL" || exit
      missing=1; sleep 30; continue
    fi
    missing=
    { $lb nvidia-smi --query-gpu=$f --format=csv,noheader,nounits $every 2>&1; printf '\n%s\n' "$R$?"; } | ( _rows )
    x=$?
    case $x in
      0) pause=5; sleep 5;;
      3) lb=;;
      4) every="-l $(((ms+999)/1000))";;
      2[1-9]|[3-9]?) k=20 o= n=
        # Each refused field costs a start of the driver's library, seconds for some GPUs, so the list of fields is read once.
        [ "$known" ] || known=$(nvidia-smi --help-query-gpu 2>&1) || known=-
        case $known in *'"utilization.gpu"'*) n=1;; esac; IFS=,
        for y in $f; do
          k=$((k+1)) l=$y
          [ "$n" ] && case $y in *.encoder|*.decoder|*.instant|*.ofa|*.jpeg|clocks_event*|mig.*|gpu_rec*|re*.*|fabric.*)
            case $known in *"\"$y\""*) ;; *) l=;; esac;; esac
          [ "$l" ] && [ $k != $x ] || case $y in clocks_event_reasons.active) y=clocks_throttle_reasons.active;; *) continue;; esac
          o=$o,$y
        done; IFS=" 	$NL" f=${o#,};;
      *) sleep $pause; pause=$((pause*2)); [ $pause -gt 30 ] && pause=30;;
    esac
  done
}

# ---- sections: each is a child of the event loop, at most one at a time --------------------------------------------
_id() {
  os= boot=; while IFS== read -r k v; do [ "$k" = PRETTY_NAME ] && { os=${v#\"}; os=${os%\"}; }; done </etc/os-release
  read -r boot </proc/sys/kernel/random/boot_id
  printf '%s\n' "user=$(id -un || id -u)" "uid=$(id -u)" "home=${HOME-}" "host=$(uname -n)" "sys=$(uname -sr)" "shell=${SHELL-}" \
    "os=$os" "boot=$boot" "clock=$(date +%s)" "cores=$cores"
}
_host() {
  o=; read -r o </proc/stat; o="$o${NL}cores $cores"
  while read -r k v; do
    case $k in MemTotal:|MemFree:|MemAvailable:|Buffers:|Cached:|SwapTotal:) o="$o$NL$k $v";; SwapFree:) o="$o$NL$k $v"; break;; esac
  done </proc/meminfo
  read -r v </proc/loadavg && o="$o${NL}loadavg $v"; read -r v </proc/uptime && o="$o${NL}uptime $v"
  IFS=$NL; heads="$heads${R}h<$NL"; for v in $o; do heads="$heads${R}h|$v$NL"; done; IFS=" 	$NL"; heads="$heads${R}h>$NL"
}
_apps() {
  q=gpu_uuid,pid,used_gpu_memory,process_name ps= rc=0
  o=$(nvidia-smi --query-compute-apps=$q --format=csv,noheader,nounits 2>&1) || o="$o${NL}exit code $?"
  echo "F $q"; IFS=$NL
  for l in $o; do
    p=${l#*, }; p=${p%%,*}
    case $p in ''|*[!0-9]*) printf 'E %s\n' "$l";; *) printf 'A %s\n' "$l"; ps="$ps $p";; esac
  done
  # SM % needs a process and another start of the driver's library.
  [ "$1" ] && [ "$ps" ] && {
    o=$(nvidia-smi pmon -c 1 -s u 2>&1)
    case $o in '#'*gpu*) o=$cards$NL$o;; *) o= rc=4;; esac
    for l in $o; do case $l in U*) echo "$l"; continue;; esac; printf 'M %s\n' "$l"; IFS=' '; set -- $l; IFS=$NL
      case ${2-} in *[!0-9]*) ;; ?*) ps="$ps $2";; esac; done; }
  IFS=" 	$NL"; [ "$ps" ] || { printf '%s\n' "$R$rc"; return; }
  x=; for p in $ps; do case " $x " in *" $p "*) ;; *) x="$x $p";; esac; done; ps=${x# }
  _inside && echo 'C '
  o=$(_ps $ps); IFS=$NL me=$(id -u) mine= own= us= dead=; for l in $o; do printf 'P %s\n' "$l"; IFS=' '; set -- $l; IFS=$NL
    case " $us " in *" $3 "*) ;; *) us="$us $3";; esac
    [ "$4" = Z ] && dead="$dead $2"
    [ "$me" = "$3" ] && own="$own $1"
    [ "$me" = 0 ] || [ "$me" = "$3" ] && mine="$mine $1"; done; IFS=" 	$NL"
  [ "$dead" ] && _ps $dead | sed 's/^/P /'
  [ "$us" ] && _logins $us
  awk -v pids="$ps" 'function parent(p,  f,l,s,a) {if (p in up) return up[p]
      f="/proc/" p "/stat"; s=""; while ((getline l <f) > 0) s=s l " "; close(f)
      sub(/^.*\) /,"",s); split(s,a," "); born[p]=a[20]; return up[p]=a[2]+0}
    BEGIN {n=split(pids,P," "); for (i=1; i<=n; i++) {p=P[i]; q=parent(p); if (born[p]=="") continue
      print "T",p,born[p]; f="/proc/" p "/loginuid"; if ((getline l <f) > 0 && l ~ /^[0-9]+$/ && l+0 < 4294967295) print "H",p,l; close(f)
      c="N " p; for (k=0; q>0 && k<40; k++) {c=c " " q; q=parent(q)} print c
      f="/proc/" p "/cgroup"; while ((getline l <f) > 0) {x=l; sub(/^[^:]*:[^:]*:/,"",x)
        if (x ~ /docker|libpod|kubepods|containerd|crio|slurm|lxc|machine|ecs|podman/ && !((p,x) in seen)) {seen[p,x]; print "G",p,l}}
      close(f)}}' | { while IFS= read -r l; do printf '%s\n' "$l"; case $l in G*) rc=$((rc|8));; esac; done; printf '%s\n' "$R$rc"; }
  # A line break in a path could add lines for other PIDs: repeated lines of one PID are dropped. /proc/self: with one folder alone ls
  # prints no head.
  [ "$mine" ] && { x=/proc/self; for p in $mine; do x="$x /proc/$p/cwd"; done; for p in $own; do x="$x /proc/$p/fd"; done
    ls -ln $x | awk -v own="$own " '/^\/proc\/[0-9]+\/fd:$/ {d=substr($0,7)+0; heads[d]++; next}
      /^l/ && (i=index($0," /proc/")) && !d {l=substr($0,i+7); p=l+0; l=substr(l,length(p "")+1)
        if (index(l,"/cwd -> ")==1) {n[p]++; w[p]=substr(l,9)} next}
      /^l/ && d {open[d]+=0} /^l.* -> .*\/dev\/(nvidia|nvhost|nvmap|nvgpu|dxg)/ && d {open[d]=1}
      END {for (p in n) if (n[p]==1) print "W",p,w[p]
        for (p in open) if (heads[p]==1 && index(own," " p " ")) print "D",p,open[p]}'
    command -v squeue >/dev/null && { x=; for p in $mine; do x="$x /proc/$p/environ"; done
      grep -aHozs '^SLURM_JOB_ID=[0-9_]*' $x | tr '\0' '\n' | sed -n 's|^/proc/\([0-9]*\)/environ:SLURM_JOB_ID=|S \1 |p'; }; }
}
# No column before ARGS is free text, since a login may hold blanks. Without procps (busybox, slim images) the same columns from /proc, a
# second of CPU being 100 ticks; the name comes from status, which escapes line breaks.
_ps() {
  x=$(echo $* | tr ' ' ,)
  x=$(ps -ww -o pid=,ppid=,uid=,state=,etimes=,pcpu=,rss=,args= -p "$x") || [ "$x" ] || {
    read -r up _ </proc/uptime; up=${up%.*}
    for p in "$@"; do
      st=$(cat "/proc/$p/stat") && [ "$st" ] || continue
      uid= c=; while IFS=: read -r k v; do case $k in Name) c=${v#?};; Uid) set -- $v; uid=$2; break;; esac; done <"/proc/$p/status"
      a=$(tr '\0\n' '  ' <"/proc/$p/cmdline"); set -- ${st##*) }
      e=$((up - ${20}/100)); [ $e -gt 0 ] || e=1; x=$(((${12}+${13})*10/e))
      printf '%s\n' "$p $2 $uid $1 $e $((x/10)).$((x%10)) $((${22}*4)) ${a:-[$c]}"
    done
    return
  }
  printf '%s\n' "$x"
}
# _logins UIDS: ps cuts names at its column and prints ? for letters that are not ASCII. getent also lists those of a directory service.
_logins() { { getent passwd "$@" || cat /etc/passwd; } | awk -F: -v u=" $* " 'index(u," " $3 " ") && !n[$3]++ {print "L",$3,$1}'; }
# _inside: whether the PIDs are those of a namespace below the host's, whose inode is fixed (PROC_PID_INIT_INO of the kernel). Where that
# is not readable, the files of the runtimes decide; a container may also share the PIDs of the host.
_inside() {
  x=$(readlink /proc/self/ns/pid)
  case $x in 'pid:[4026531836]') return 1;; pid:*) return 0;; esac
  [ -e /run/.containerenv ] || [ -e /.dockerenv ] || grep -qE 'docker|libpod|kubepods|containerd|crio|lxc|ecs|podman' /proc/1/cgroup
}
_mig() {
  o=$(nvidia-smi -L 2>&1); printf '%s\n' "$o" | sed 's/^/L /'
  case $o in *"$NL  MIG "*)
    nvidia-smi -q -x | awk '/<\?xml|<\/?nvidia_smi_log>|<\/?gpu[ >]|<(uuid|product_name|minor_number)>/ {print "X " $0; next}
      /<(mig_mode|mig_devices|processes)>/ {on=1} on {print "X " $0} /<\/(mig_mode|mig_devices|processes)>/ {on=0}'
    printf '%s\n' "${R}8";; esac
}
_top() {
  export HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent TERM=dumb
  [ "$1" ] || set -- -w 400 -c
  top -b -n 2 -d 1 ${2+"$@"} 2>&1
}
# Input: mounts. Output: lines T and the paths to query, each group for one df after a "=". Mounts of disks are one group, mounts that
# can hang (network, FUSE) one each: 4 ms of CPU a df; where there are many, one for each server, 16 at most. Left out: mounts without
# data, autofs (df would mount it), mounts hidden below another mount, the mounts of a df that still hangs.
# path[I] device[I] local[I] mount I; top[PATH] the uppermost mount there; least[DEVICE] the shortest path of a disk; one[KEY] which df
_groups='NR==FNR {sub(/^[0-9]+ [0-9]+ /, ""); held[$0]; next}
  $3=="autofs" || $2!="/" && $3 ~ /^(proc|(sys|debug|trace|security|config|hugetlb|efivar|ram|tmp|ns|squash)fs|dev(pts|tmpfs))$/ {next}
  $2!="/" && $3 ~ /^(cgroup2?|bpf|selinuxfs|pstore|mqueue|binfmt_misc|nfsd|rpc_pipefs|overlay)$/ {next}
  $2!="/" && $3 ~ /^fuse(ctl|\.(lxcfs|portal|gvfsd-fuse|snapfuse))$/ {next}
  { print "T", $1, $2, $3, substr($4,1,40)
    p=$2; gsub(/\\040/," ",p); gsub(/\\011/,"\t",p); gsub(/\\043/,"#",p); gsub(/\\134/,"\\",p)
    top[p]=++n; path[n]=p; device[n]=$1; local[n]=$1 ~ "^/dev/" && $3 !~ /^(gpfs|fuse(\.|$))/ || $3 ~ /^(zfs|overlay|(tmp|ram|root)fs)$/ }
  END {
    for (i=1; i<=n; i++) {p=path[i]; d=device[i]; if (top[p]!=i || p in held) path[i]=""; else if (!local[i]) far++
      else if (!(d in least) || length(p)<length(least[d])) least[d]=p}
    for (d in least) print least[d]
    for (i=1; i<=n; i++) if (path[i]!="" && !local[i]) {
      k=i; if (far>8) {k=device[i]; sub("^//","",k); sub("[:=]?/.*","",k)}
      if (!(k in one)) one[k]=count++%16
      paths[one[k]]=paths[one[k]] path[i] "\n"}
    for (k in paths) printf "=\n%s", paths[k] }'
_ask() {
  { df -P -k -- "$@" 2>&1; echo =; df -P -i -- "$@" 2>&1; } |
    _tag d 'BEGIN {part=1} $0=="=" {i=1; next} {$0=(/^df: / ? "E " : i ? "I " : "K ") $0}'
}
# busy: a line "PID UPTIME PATH" for each mount with a running df.
_busy() {
  read -r up </proc/uptime; up=${up%%.*} o=
  for x in $busy; do if _lives "${x%% *}"; then o=$o$NL$x; else wait "${x%% *}"; fi; done; busy=$o
}
_say() { [ $((${#b}+${#1})) -gt 3400 ] && { printf '%s' "$b"; b=; }; b=$b$R$1$NL; }
# A df that hangs, perhaps unkillable, is neither waited for nor repeated: while there is one, this process stays as its parent and runs
# the rounds, the next as soon as one of them ends. So the first "d<" is the event loop's, those after it are written here.
_df() {
  for p in $old; do _lives $p && set -- ${st##*) } &&
    busy=$busy$NL$(tr '\0' '\n' <"/proc/$p/cmdline" | sed "1,/^--\$/d; s|^|$p $((${20}/100)) |"); done
  IFS=$NL b=; set --
  while _busy; do
    for l in $(printf '%s\n' "$busy" | awk "$_groups" - /proc/mounts) =; do
      case $l in
        T*) _say "d|$l";;
        =) [ $# -gt 0 ] && { _ask "$@" & for l; do busy="$busy$NL$! $up $l"; done; }; set --;;
        *) set -- "$@" "$l";;
      esac
    done
    for s in .1 .3 1 1 1; do sleep $s || sleep 1; _busy; [ "$busy" ] || break; done
    for l in $busy; do l=${l#* }; _say "d|H $((up-${l%% *})) ${l#* }"; done
    _say 'd>'; printf '%s' "$b"; b=
    [ "$busy" ] || return
    for s in 8 8 8; do sleep $s; l=$busy; _busy; [ "$busy" = "$l" ] || break; done
    echo "${R}d<"
  done
}
# The sockets of the user's tmux and screen, started with any -L, -S, TMUX_TMPDIR or SCREENDIR. Input: "T SOCKET" and "Q FOLDER" of the
# usual places, "I INODE PID" of open sockets of tmux, "P PID" of a screen; then /proc/net/unix (proc(5)), which has the paths of
# listening sockets. Output: T and Q, each once.
_places() {
  set +f; echo U
  for d in /tmp "${TMUX_TMPDIR:-/tmp}"; do for x in "$d/tmux-$1"/*; do [ -S "$x" ] && printf 'T %s\n' "$x"; done; done
  for d in "${SCREENDIR-}" "/run/screen/S-$2" "/tmp/screens/S-$2" "${HOME-}/.screen"; do [ -d "$d" ] && printf 'Q %s\n' "$d"; done
  n=0
  for x in $(grep -sl -e '^tmux' -e '^screen' /proc/[0-9]*/comm); do
    p=${x%/comm} p=${p#/proc/} c= u=; read -r c <"$x"; while read -r k u _; do [ "$k" = Uid: ] && break; done <"/proc/$p/status"
    [ "$u" = "$1" ] && [ $n -lt 32 ] || continue
    case $c in
      'tmux: client'*) ;;
      tmux*) n=$((n+1)); ls -l "/proc/$p/fd" | sed -n "s/.*socket:\[\([0-9]*\)\]\$/I \1 $p/p";;
      # The environment of a setgid screen is not readable for its owner, that of the shell in it is.
      screen*) n=$((n+1)) k=; echo "P $p"; read -r k _ <"/proc/$p/task/$p/children"
        for k in $p $k; do tr '\0' '\n' <"/proc/$k/environ" | sed -n 's/^SCREENDIR=/Q /p'; done;;
    esac
  done
}
_listening='function once(l) {if (!(l in told)) {told[l]; if (count++<32) print l; else if (count==33) print "E more than 32 places"}}
  NR==FNR && $1=="T" {usual[++n]=substr($0,3); next}
  NR==FNR {if ($1=="I") server[$2]=$3; else if ($1=="P") screen[$2]; else if ($1=="Q") once($0); next}
  $4!="00010000" {next}
  { known=1; at=index($0," /"); p=at ? substr($0,at+1) : ""; name=p; sub(/.*\//,"",name); pid=name; sub(/\..*/,"",pid)
    if (!at && ($7 in server) && $8 !~ /^@/ && $8!="") p="/proc/" server[$7] "/cwd/" $8
    if (p ~ "/tmux-" uid "/[^/]*$" || p!="" && ($7 in server)) once("T " p)
    else if (pid in screen) {sub(/\/[^\/]*$/,"",p); once("Q " p)} }
  END {if (!known) for (i=1; i<=n; i++) once("T " usual[i])}'
_sessions() {
  u=$(id -u) t= l=/proc/net/unix
  # A tmux whose server does not answer survives SIGTERM.
  timeout -s KILL 5 true && t='timeout -s KILL 5'; [ -r $l ] || l=
  _places "$u" "$(id -un)" | awk -v uid="$u" "$_listening" - $l | sort | while IFS= read -r x; do
    case $x in
      E*) echo "$x";;
      # The server may make the tmux client run commands (MSG_EXEC): accept only own sockets in folders where others cannot add one.
      T*) x=${x#T } d=${x%/*}; [ -O "$x" ] && { [ -O "$d" ] || [ -k "$d" ]; } || continue; printf 'O %s\n' "$x"
        # A client hands its output to the server, so one that hangs keeps the pipe open: the end is a line, as in _gpu.
        { $t tmux -u -S "$x" list-sessions -F \
          'S #{session_id}|#{session_created}|#{session_attached}|#{session_windows}|#{session_name}' \; list-panes -a -F \
          'P #{session_id}|#{window_index}|#{pane_index}|#{pane_id}|#{pane_pid}|#{pane_dead}|#{pane_current_command}|#{window_name}' \; \
          list-panes -a -F 'D #{pane_id}|#{pane_current_path}' </dev/null 2>&1; printf '\n%s\n' "$R$?"; } | { w=
        while IFS= read -r l; do case $l in
          [SPD]\ *) printf '%s\n' "$l";;
          Killed*) ;;      # dash, of timeout, which ends with its child's signal
          'no server running'*|'error connecting'*refused\)|'error connecting'*file*directory\)) w=1;;
          "$R"0) break;;
          "$R"137) echo 'E no answer for 5 s'; break;;
          "$R"*) [ "$w" ] || echo "E exit code ${l#"$R"}"; break;;
          ?*) w=1; printf 'E %s\n' "$l";;
        esac; done; };;
      Q*) x=${x#Q }; [ -O "$x" ] || continue; printf 'Q %s\n' "$x"; command -v screen >/dev/null || continue
        o=$(SCREENDIR=$x $t screen -ls 2>&1) || [ $? != 137 ] || o="$o${NL}no answer for 5 s"; printf '%s\n' "$o" | sed 's/^/C /';;
    esac
  done
}
_ports() {
  echo "U $(id -u)"
  if command -v ss >/dev/null && o=$(ss -Hltnpe 2>&1); then
    ps=; IFS=$NL; for l in $o; do printf 'L %s\n' "$l"
      while case $l in *pid=[0-9]*) ;; *) false;; esac; do l=${l#*pid=}; p=${l%%[!0-9]*}; case $ps, in *,$p,*) ;; *) ps=$ps,$p;; esac; done
    done
    [ "$ps" ] && ps -ww -o pid=,args= -p "${ps#,}" | sed 's/^ */O /'
  else
    awk -v me="$(id -u)" '$4=="0A" && (me==0 || $8==me) {print "N " $0}' /proc/net/tcp /proc/net/tcp6
  fi
}
# The socket's permissions show whether docker may be queried; podman would create its store in the home of a user without one.
_containers() {
  x=; [ -w /var/run/docker.sock ] && x=docker; [ -d "${HOME-}/.local/share/containers/storage" ] && x="$x podman"
  for c in $x; do command -v $c >/dev/null && $c ps --no-trunc --format '{{.ID}}|{{.Image}}|{{.Names}}' 2>&1; done |
    awk '/^[0-9a-f]+\|/ {print "K " $0; next} {print "E " $0}'
}

# ---- the event loop: reads ticks and orders, writes samples ------------------------------------------------------------------------------
_start() {
  [ $1 = d ] && { _df; return; }
  case $1 in
    i) _id;; a) _apps "$pmon";; m) _mig;; s) _sessions;; p) _ports;; c) _containers;;
    t) _top "$busybox";;
  esac | case $1 in
    # A frame begins at the head of its columns: the lines above it depend on the configuration of the machine.
    t) _tag t '/%CPU/ && !/^ *[0-9]/ {f++} !f && /BusyBox|nvalid|nrecognized|nknown/ {rc=4} f<2 {next} n++>30 {exit}
      $1 ~ /^[0-9]+$/ {s="/proc/" $1 "/status"; while ((getline l <s) > 0) if (l ~ /^Uid:/) {
        split(l,u); put(r t "|O " $1 " " u[3] "\n"); break}
        close(s)}';;
    *) _tag "$1";;
  esac
}
_lives() { read -r st <"/proc/$1/stat" && case $st in *') Z '*) false;; esac; }
_tick() {
  now=$((now+1)); x=$now; read -r x _ </proc/uptime; x=${x%%.*}
  [ "$x" = "$then" ] && return; then=$x        # a channel that was blocked: do not catch up
  heads= todo=; [ $now -ge $due_h ] && { _host; due_h=$((now+(ms+999)/1000)); }
  for s in i a s m t d p c; do
    eval "p=\$pid_$s d=\$due_$s"
    [ "$p" ] && {
      _lives "$p" && continue
      wait "$p"; x=$?; eval "pid_$s="
      case $s$x in a*) [ $((x&4)) -ne 0 ] && pmon_from=$((now+300)); [ $((x&8)) -ne 0 ] && [ $due_c = $never ] && due_c=$now;;
        m8) due_m=$((due_m-290));; t4) busybox=1;; esac; eval "d=\$due_$s"; }
    [ $now -ge "$d" ] || continue
    case $s in i) x=$never;; a) x=3; [ $now -ge 2 ] || x=1;; m) x=300;; t) x=5;; s|p) x=10;; *) x=30;; esac
    eval "due_$s=$((now+x))"
    case $s in a|m) command -v nvidia-smi >/dev/null || continue;; t) command -v top >/dev/null || continue;; esac
    todo="$todo $s" heads="$heads$R$s<$NL"
  done
  # One write for the host and the starts of sections: a section that begins and does not end hangs.
  [ "$heads" ] && { printf '%s' "$heads" || exit; }
  pmon=; [ $now -ge $pmon_from ] && pmon=1
  for s in $todo; do _start $s & eval "pid_$s=\$!"; done
}
_events() {
  exec 3<&- 4>&-
  never=999999999 now=0 then= due_h=0 due_i=1 due_a=1 due_s=2 due_m=2 due_t=2 due_d=3 due_p=3 due_c=$never pmon_from=2 busybox= cards=
  for s in i a s m t d p c; do eval "pid_$s="; done
  cores=$(grep -c '^cpu[0-9]' /proc/stat)
  busy= old=$(_stuck df) x=$(_stuck nvidia-smi)
  echo "${R}gi|$ms"; _gpu $x & g=$!
  while IFS= read -r e; do
    case $e in
      .) _tick;;
      U) cards=;;
      U*) cards=$cards$NL$e;;
      i*) ms=${e#i } due_h=$now; _stop $g $g; kill -9 $all; wait $g
        echo "${R}gi|$ms"; _gpu $all & g=$!;;
      n) for s in a s m t d p; do eval "due_$s=$now"; done; [ $due_c = $never ] || due_c=$now; then=; _tick;;
    esac
  done
}
# Processes of an earlier connection that the kernel cannot end.
_stuck() { _list | awk -v n="$1" '$3=="D" && $4==n && NF==4 {print $1}' | while read -r p; do [ -O "/proc/$p" ] && echo $p; done; }

# pmon has the number of the GPU, the apps query its UUID: queried once, outside the event loop, which must not wait.
_cards() {
  echo U; nvidia-smi --query-gpu=index,uuid --format=csv,noheader | sed -n 's/^\([0-9]*\), *\([A-Za-z0-9-]*\)$/U \1 \2/p'
}

# ---- orders -------------------------------------------------------------------------------------------------------------------------
_control() {
  _cards 3<&- 4>&- & cards=$!
  while IFS= read -r l <&3; do
    kill -USR1 $clock || _die hangup
    case $l in
      'b '*) printf '%s' "${R}b<$NL${R}b|${l#b }$NL${R}b>$NL" >&4;;
      'r '*) l=${l#r }; i=${l%% *}; c=${l#* }
        ( exec 3<&-; o=$(exec 4>&-; exec sh -c "$c" 2>&1); x=$?; printf '%s\n' "${o:+$o$NL}rc=$x" | _tag "r$i" "" "${R}r$i<\n" >&4 ) & ;;
      'i '*) case ${l#i } in *[!0-9]*|'') ;; *) echo "$l";; esac;;
      n) kill -0 $cards || { _cards 3<&- 4>&- & cards=$!; }; echo n;;
      quit) _die;;
    esac
  done
  _die hangup
}
{ _clock & clock=$!; _control; } | _events
_die hangup
}
