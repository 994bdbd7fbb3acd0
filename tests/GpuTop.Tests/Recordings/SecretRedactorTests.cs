using GpuTop.Recordings;

namespace GpuTop.Tests.Recordings;

public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("jupyter lab --ServerApp.token=abc123 --port 8888", "jupyter lab --ServerApp.token=*** --port 8888")]
    [InlineData("python train.py --wandb-api-key 0123456789 --lr 1", "python train.py --wandb-api-key *** --lr 1")]
    [InlineData("env HF_TOKEN=hf_x AWS_SECRET_ACCESS_KEY=k python a.py", "env HF_TOKEN=*** AWS_SECRET_ACCESS_KEY=*** python a.py")]
    [InlineData("mysql --password='a b' -u x", "mysql --password=*** -u x")]
    [InlineData("mysql --password 'a b' -u x", "mysql --password *** -u x")]
    [InlineData("mysql --password 'a", "mysql --password ***")]
    [InlineData("git clone https://me:pw@example.org/x", "git clone https://me:***@example.org/x")]
    [InlineData("curl -d {\"token\": \"abc\"}", "curl -d {\"token\": ***}")]
    [InlineData(
        "python tokenizer.py --tokenizer gpt2 --max-tokens-per-batch 4096",
        "python tokenizer.py --tokenizer gpt2 --max-tokens-per-batch ***")]
    [InlineData("0, GPU-1, NVIDIA A100, 98, 1024", "0, GPU-1, NVIDIA A100, 98, 1024")]
    public void Values_of_secret_names_are_hidden(string text, string expected) => Assert.Equal(expected, SecretRedactor.Redact(text));
}
