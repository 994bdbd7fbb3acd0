#!/usr/bin/env python3
"""What builds of gputop cost on a terminal, side by side: CPU, bytes, thread switches, latency of keys, start, memory.

    price.py [--size 200x60] [--seconds 20] [--warmup 20] [--rounds 3] [--args "--demo 8"] BEFORE AFTER ...

Each argument is a gputop (a program, or a .dll for dotnet). The rounds are interleaved and medians are shown, so that other work on the
machine weighs on all alike; the last column compares with the first build and with the limits.
"""
import argparse, fcntl, os, pty, select, signal, statistics, struct, sys, termios, time

# The most that a build may cost: times the first one, or an absolute value.
LIMITS = {"cpu %": ("x", 1.3), "bytes/s": ("x", 1.1), "switches/s": ("", 100), "key ms": ("", 20), "frame ms": ("x", 1.3), "rss MB": ("x", 1.2)}


def cpu(pid):
    """Seconds of all threads, also of ended ones: the process's CPU clock (clock_getcpuclockid(3), CPUCLOCK_SCHED)."""
    return time.clock_gettime((~pid << 3) | 2)


def status(path, *keys):
    values = dict(line.split(":", 1) for line in open(path) if ":" in line)
    return sum(int(values[key].split()[0]) for key in keys)


def switches(pid):
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            total += status(f"/proc/{pid}/task/{task}/status", "voluntary_ctxt_switches", "nonvoluntary_ctxt_switches")
        except FileNotFoundError:
            pass  # the thread has ended
    return total


class Run:
    def __init__(self, program, arguments, size):
        command = (["dotnet", program] if program.endswith(".dll") else [program]) + arguments
        self.start = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", LC_ALL="C.UTF-8")
            os.execvp(command[0], command)

    def read(self, seconds, enough=lambda text: False):
        """Bytes until the time is over or they are enough."""
        text, end = b"", time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not enough(text):
            if select.select([self.terminal], [], [], left)[0]:
                try:
                    text += os.read(self.terminal, 65536)
                except OSError:
                    return text  # the program has ended
        return text

    def measure(self, warmup, seconds):
        first = self.read(30, lambda text: b"\x1b[?2026l" in text and b"\xe2\x96\xbe" in text or b"gpu01" in text)
        frame = time.monotonic() - self.start
        assert b"gpu" in first, first[-300:]
        self.read(warmup)
        before, spent, started = switches(self.pid), cpu(self.pid), time.monotonic()
        count = len(self.read(seconds))
        passed = time.monotonic() - started
        result = {
            "cpu %": 100 * (cpu(self.pid) - spent) / passed,
            "bytes/s": count / passed,
            "switches/s": (switches(self.pid) - before) / passed,
            "rss MB": status(f"/proc/{self.pid}/status", "VmRSS") / 1024,
            "frame ms": 1000 * frame,
        }
        keys = []
        for turn in range(20):
            self.read(0.12)
            pressed = time.monotonic()
            os.write(self.terminal, b"j" if turn % 2 == 0 else b"k")
            self.read(1, lambda text: text)
            keys.append(1000 * (time.monotonic() - pressed))
        result["key ms"] = statistics.median(keys)
        return result

    def end(self):
        os.write(self.terminal, b"q")
        self.read(1)
        os.kill(self.pid, signal.SIGTERM)
        self.read(2, lambda text: b"\x1b[?1049l" in text)
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", default="200x60")
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--warmup", type=float, default=20, help="the runtime compiles hot methods again in the first seconds")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--args", default="--demo 8")
    options.add_argument("builds", nargs="+")
    given = options.parse_args()
    size = tuple(int(part) for part in given.size.split("x"))
    results = [[] for _ in given.builds]
    for _ in range(given.rounds):
        for build, found in zip(given.builds, results):
            run = Run(build, given.args.split(), size)
            try:
                found.append(run.measure(given.warmup, given.seconds))
            finally:
                run.end()

    print(f"{given.args}, {given.size}, medians of {given.rounds} x {given.seconds:g} s")
    print("|  | " + " | ".join(f"build {number + 1}" for number in range(len(results))) + " | ratio | limit |")
    print("|---|" + "---|" * (len(results) + 2))
    missed = False
    for name, (kind, limit) in LIMITS.items():
        values = [statistics.median(run[name] for run in found) for found in results]
        ratio = values[-1] / values[0] if values[0] else 1
        is_met = (ratio if kind else values[-1]) <= limit
        missed |= not is_met
        print(f"| {name} | " + " | ".join(f"{value:.2f}" for value in values) + f" | {ratio:.2f} | {'x ' if kind else ''}{limit} "
            + ("|" if is_met else "MISSED |"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
