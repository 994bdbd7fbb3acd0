using GpuTop.Model;

namespace GpuTop.State;

/// <summary>GPU numbers of a process.</summary>
internal static class ProcessGpus
{
    /// <summary>The distinct numbers, sorted: <c>2</c>, or <c>0:1</c> for a MIG instance; empty where none is known.</summary>
    public static List<(int Card, int? Instance)> Of(Server server, GpuProcess process)
    {
        var numbers = new List<(int Card, int? Instance)>();
        foreach (var share in process.Shares)
        {
            if (server.FindGpu(share.GpuKey) is { Sample.Index: { } index } gpu)
            {
                var number =
                    (index, share.MigUuid is { } mig ? gpu.Instances.FirstOrDefault(instance => instance.Uuid == mig)?.Device : null);
                if (!numbers.Contains(number))
                {
                    numbers.Add(number);
                }
            }
        }

        numbers.Sort();
        return numbers;
    }

    /// <summary>Short: <c>0-3</c>, <c>0,2</c>, <c>0:1</c>; <c>?</c> where no number is known.</summary>
    public static string Text(List<(int Card, int? Instance)> numbers)
    {
        if (numbers is [(var only, null)])
        {
            return only.ToString();
        }

        var parts = new List<string>();
        for (var i = 0; i < numbers.Count;)
        {
            var end = i;
            while (numbers[i].Instance is null && end + 1 < numbers.Count && numbers[end + 1] == (numbers[end].Card + 1, null))
            {
                end++;
            }

            parts.Add(end > i + 1 ? $"{numbers[i].Card}-{numbers[end].Card}" : Name(numbers[i]));
            i = end > i + 1 ? end + 1 : i + 1;
        }

        return parts.Count == 0 ? "?" : string.Join(',', parts);
    }

    /// <summary>The text of one number.</summary>
    public static string Name((int Card, int? Instance) number) =>
        number.Instance is { } instance ? $"{number.Card}:{instance}" : number.Card.ToString();
}
