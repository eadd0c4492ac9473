using System.Buffers.Binary;
using System.Text;

namespace Sintropia.Weights.Tests;

/// <summary>Safetensors files put together by hand, lies included.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file of a header's text and data.</summary>
    public static byte[] Of(string header, params byte[] data) => Of((ulong)Encoding.UTF8.GetByteCount(header), header, data);

    /// <summary>A file that claims another length of its header.</summary>
    public static byte[] Of(ulong claimed, string header, params byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, claimed);
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. data];
    }

    /// <summary>One tensor that is called a.</summary>
    public static byte[] OfOne(string dtype, string shape, string offsets, params byte[] data) => Of($$$"""{"a":{"dtype":{{{dtype}}},"shape":{{{shape}}},"data_offsets":{{{offsets}}}}}""", data);

    public static WeightFile Read(byte[] bytes) => WeightFile.Read(bytes, "model.safetensors");

    /// <summary>What the reader says against a file; also that it names the file.</summary>
    public static WeightsException Refused(byte[] bytes)
    {
        var error = Assert.Throws<WeightsException>(() => Read(bytes));
        Assert.StartsWith("model.safetensors: ", error.Message);
        return error;
    }
}
