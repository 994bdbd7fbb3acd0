namespace GpuTop.Recordings;

/// <summary>Thrown for a file that is no recording or is damaged.</summary>
/// <param name="line">Line number, from 1.</param>
/// <param name="message">What is wrong with the line.</param>
internal sealed class RecordingException(int line, string message) : Exception($"line {line}: {message}");
