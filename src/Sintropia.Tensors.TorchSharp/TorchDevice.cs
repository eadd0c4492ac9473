using System.Globalization;

namespace Sintropia.Tensors.TorchSharp;

/// <summary>Where torch computes, as a user writes it: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>. Whether there is such a device is found out when a <see cref="TorchBackend"/> is made.</summary>
public readonly record struct TorchDevice
{
    private const string CudaPrefix = "cuda:";

    private readonly Kind _kind;

    private TorchDevice(Kind kind, int index) => (_kind, Index) = (kind, index);

    private enum Kind
    {
        Auto,
        Cpu,
        Cuda,
    }

    /// <summary>The first CUDA device if there is one, else the processor.</summary>
    public static TorchDevice Auto => default;

    /// <summary>The processor.</summary>
    public static TorchDevice Cpu => new(Kind.Cpu, 0);

    /// <summary>Whether the choice is left to what there is.</summary>
    public bool IsAuto => _kind == Kind.Auto;

    /// <summary>Whether it is a CUDA device.</summary>
    public bool IsCuda => _kind == Kind.Cuda;

    /// <summary>Which of the CUDA devices, from 0.</summary>
    public int Index { get; }

    /// <summary>A CUDA device by its number, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static TorchDevice Cuda(int index)
    {
        if (index < 0) throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no CUDA device {index}. They count from 0; `nvidia-smi` lists them.");
        return new(Kind.Cuda, index);
    }

    /// <summary>Reads what a user wrote, in small or capital letters.</summary>
    /// <exception cref="FormatException">It is none of <c>auto</c>, <c>cpu</c>, <c>cuda</c> and <c>cuda:N</c>.</exception>
    public static TorchDevice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().ToLowerInvariant() switch
        {
            "auto" => Auto,
            "cpu" => Cpu,
            "cuda" => Cuda(0),
            var cuda when cuda.StartsWith(CudaPrefix, StringComparison.Ordinal) => Cuda(Number(text, cuda[CudaPrefix.Length..])),
            _ => throw new FormatException($"'{text}' is no device. Write auto, cpu, cuda or cuda:N, with N the number of a CUDA device from 0, as in cuda:0."),
        };
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => _kind switch
    {
        Kind.Auto => "auto",
        Kind.Cpu => "cpu",
        _ => string.Create(CultureInfo.InvariantCulture, $"{CudaPrefix}{Index}"),
    };

    private static int Number(string text, string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' names no CUDA device: '{digits}' is no number from 0 on. Write cuda:0 for the first; `nvidia-smi` lists them.");
}
