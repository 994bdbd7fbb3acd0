using System.Collections.Immutable;

namespace GpuTop.Demo;

/// <summary>A kind of job. <c>USER</c> in its texts stands for the user.</summary>
/// <param name="Title">Short name for containers and windows.</param>
/// <param name="Command">Command line as <c>ps</c> shows it.</param>
/// <param name="Program">The driver's name for it.</param>
/// <param name="Work">Utilization over time.</param>
/// <param name="Gpus">Number of GPUs.</param>
/// <param name="MemoryShare">Share of a GPU's memory, 0 to 1.</param>
/// <param name="ShortestMinutes">Shortest run.</param>
/// <param name="LongestMinutes">Longest run.</param>
/// <param name="CpuPercent">CPU use of each process, percent of one core.</param>
/// <param name="HostMiB">Host memory of each process.</param>
internal sealed record JobKind(
    string Title,
    string Command,
    string Program,
    UtilizationProfile Work,
    int Gpus,
    double MemoryShare,
    int ShortestMinutes,
    int LongestMinutes,
    double CpuPercent,
    int HostMiB)
{
    private const string Python = "/home/USER/miniconda3/envs/torch/bin/python";

    /// <summary>One process on all GPUs instead of one for each.</summary>
    public bool IsOneProcess { get; init; }

    /// <summary>Image of its container; null without one.</summary>
    public string? Image { get; init; }

    /// <summary>Whether it is a Slurm job.</summary>
    public bool IsBatch { get; init; }

    public static JobKind Train { get; } = new(
        "vit", "python train.py --lr 3e-4 --batch-size 256 --config configs/vit_b16.yaml", Python,
        new UtilizationProfile.Training(98, 95, 4), 1, 0.77, 20, 300, 128, 12288);

    public static JobKind TwoGpuTrain { get; } =
        Train with { Title = "vit2", Gpus = 2, Work = new UtilizationProfile.Training(98, 140, 5) };

    public static JobKind Ddp4 { get; } = new(
        "ddp", $"{Python} -u train.py --dist-backend nccl --epochs 300 --amp bf16", Python,
        new UtilizationProfile.Training(99, 210, 6), 4, 0.83, 30, 600, 240, 21504);

    public static JobKind Ddp8 { get; } = Ddp4 with { Title = "ddp8", Gpus = 8, MemoryShare = 0.91 };

    public static JobKind DeepSpeed { get; } = new(
        "llama-sft",
        $"{Python} -u finetune.py --model_name_or_path meta-llama/Llama-3.1-8B --data_path /data/sft/mix-v7.jsonl"
            + " --output_dir /scratch/USER/runs/llama-sft-0042"
        + " --num_train_epochs 3 --per_device_train_batch_size 4 --gradient_accumulation_steps 8 --learning_rate 2e-5 --warmup_ratio 0.03"
        + " --lr_scheduler_type cosine --gradient_checkpointing True"
        + " --deepspeed configs/zero3-offload.json --report_to tensorboard --bf16 True",
        Python, new UtilizationProfile.Training(96, 160, 3), 4, 0.94, 40, 500, 310, 40960);

    public static JobKind Generate { get; } = new(
        "gen", "python generate.py --model Llama-3.1-70B-Instruct --device-map auto --prompts prompts.jsonl", Python,
        new UtilizationProfile.Serving(85), 2, 0.88, 15, 240, 104, 36864)
    { IsOneProcess = true };

    public static JobKind Generate4 { get; } = Generate with { Title = "gen4", Gpus = 4, MemoryShare = 0.62 };

    public static JobKind Serve { get; } = new(
        "vllm", "VLLM::EngineCore", "VLLM::EngineCore", new UtilizationProfile.Serving(92), 1, 0.90, 60, 2000, 101, 15360)
    {
        Image = "vllm/vllm-openai:v0.6.3",
    };

    public static JobKind ResNet { get; } = new(
        "resnet", "python main.py -a resnet50 --epochs 90 --workers 8 /data/imagenet", "python",
        new UtilizationProfile.Starved(58), 1, 0.33, 12, 180, 390, 9216)
    {
        Image = "nvcr.io/nvidia/pytorch:24.07-py3",
    };

    public static JobKind Notebook { get; } = new(
        "notebook",
        "/home/USER/miniconda3/bin/python -m ipykernel_launcher -f /home/USER/.local/share/jupyter/runtime/kernel-3f2a9c1e.json",
        "/home/USER/miniconda3/bin/python", new UtilizationProfile.Notebook(200), 1, 0.46, 40, 2000, 1.2, 5120);

    public static JobKind Eval { get; } = new(
        "eval", "python eval.py --ckpt runs/best.pt --split val --tta 5", Python,
        new UtilizationProfile.Training(71, 40, 3), 1, 0.21, 3, 14, 118, 4096);

    public static JobKind Debug { get; } = new(
        "debug", "python -m pdb train.py --limit 64", Python, new UtilizationProfile.Notebook(90), 1, 0.11, 2, 9, 34, 2900);

    public static JobKind Chinese { get; } = new(
        "实验三", "python 训练.py --姓名 李伟 --学习率 1e-4 --数据 /data/语料", "/home/USER/anaconda3/bin/python",
        new UtilizationProfile.Training(93, 70, 3), 1, 0.58, 15, 200, 140, 8192);

    public static JobKind Gromacs { get; } = new(
        "md", "gmx mdrun -deffnm md_0_1 -nb gpu -pme gpu -ntomp 16 -maxh 24", "gmx",
        new UtilizationProfile.Training(88, 600, 2), 1, 0.05, 25, 900, 1560, 1800)
    {
        IsBatch = true,
    };

    public static JobKind Pretrain { get; } = new(
        "pretrain", $"{Python} pretrain.py --job-name bert-de --fp16", Python,
        new UtilizationProfile.Training(97, 120, 4), 2, 0.86, 30, 700, 210, 18432)
    {
        IsBatch = true,
    };

    /// <summary>Kinds of new jobs where few GPUs are free.</summary>
    public static ImmutableArray<JobKind> Short { get; } = [Eval, Eval, Debug, Debug, Train];

    /// <summary>Kinds that run for hours, frequent ones more than once.</summary>
    public static ImmutableArray<JobKind> Lasting { get; } =
    [
        Train, Train, Notebook, Notebook, ResNet, Chinese, Gromacs, Serve, TwoGpuTrain,
        Generate, Pretrain, Ddp4, DeepSpeed, Generate4, Ddp8,
    ];

    /// <summary>Kinds of new jobs.</summary>
    public static ImmutableArray<JobKind> Arriving { get; } = [.. Short, .. Lasting];
}
