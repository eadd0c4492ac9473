namespace Sintropia.Weights.Tests.PyTorch;

/// <summary>Reads files of torch.save from memory, or hears why not.</summary>
internal static class PyTorchBytes
{
    public static WeightFile Read(byte[] bytes, WeightOptions? options = null) => WeightFile.Read(bytes, "model.pt", options);

    public static WeightFile Read(Pickle pickle, params (string Key, byte[] Bytes)[] storages) => Read(ZipBytes.Of(pickle.End(), storages));

    public static WeightFile Skipping(Pickle pickle, params (string Key, byte[] Bytes)[] storages) => Read(ZipBytes.Of(pickle.End(), storages), new() { UnknownObjects = UnknownObjects.Skip });

    public static string Refused(byte[] bytes, WeightOptions? options = null)
    {
        var error = Assert.Throws<WeightsException>(() => Read(bytes, options));
        Assert.StartsWith("model.pt: ", error.Message);
        return error.Message;
    }

    public static string Refused(Pickle pickle, params (string Key, byte[] Bytes)[] storages) => Refused(ZipBytes.Of(pickle.End(), storages));

    /// <summary>Float32 bytes.</summary>
    public static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
