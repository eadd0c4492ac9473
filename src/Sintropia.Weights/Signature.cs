using Sintropia.Weights.Storage;

namespace Sintropia.Weights;

/// <summary>What the first bytes of a file say.</summary>
internal static class Signature
{
    private static ReadOnlySpan<byte> LocalEntry => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> EmptyZip => "PK\u0005\u0006"u8;

    // A pickle of the number 0x1950a86a20f9469cfc6c, with which torch.save began until PyTorch 1.6.
    private static ReadOnlySpan<byte> LegacyNumber => [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    private static ReadOnlySpan<byte> Hdf5 => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];

    public static bool IsZip(WeightBytes bytes) => Begins(bytes, LocalEntry) || Begins(bytes, EmptyZip);

    /// <summary>Names files that are known and cannot be read, rather than finding their headers odd.</summary>
    public static void RefuseOthers(string file, WeightBytes bytes)
    {
        if (Begins(bytes, [0x80]) && bytes.Length > LegacyNumber.Length + 2 && bytes.Slice(2, LegacyNumber.Length).SequenceEqual(LegacyNumber))
        {
            throw new WeightsException(file, null, "This is the format that torch.save wrote before PyTorch 1.6: pickles without a zip file around them. It is not read here.",
                "Write it again with a PyTorch that you trust to open it: torch.save(torch.load(FILE, map_location='cpu'), NEW), or save its state_dict as safetensors.");
        }

        // The eight bytes of a header's length end in zeros for every header of a possible length; those of a pickle do not.
        if (bytes.Length > 2 && bytes.Slice(0, 2) is [0x80, >= 1 and <= 5] && (bytes.Length < 8 || bytes.Slice(7, 1)[0] != 0))
            throw new WeightsException(file, null, "This is a bare pickle.", "Save the tensors as safetensors, or with torch.save of PyTorch 1.6 or later.");
        if (Begins(bytes, Hdf5)) throw new WeightsException(file, null, "This is an HDF5 file, not a file of weights.", "Name a .safetensors file, or a zip file of torch.save.");
    }

    private static bool Begins(WeightBytes bytes, ReadOnlySpan<byte> with) => bytes.Length >= with.Length && bytes.Slice(0, with.Length).SequenceEqual(with);
}
