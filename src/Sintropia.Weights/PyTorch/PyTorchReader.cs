using System.Text;
using Sintropia.Weights.Storage;

namespace Sintropia.Weights.PyTorch;

/// <summary>Reads a zip file of torch.save: a pickle that says what there is, and an entry for the numbers of each storage.</summary>
internal static class PyTorchReader
{
    private const string Pickle = "/data.pkl";

    /// <exception cref="WeightsException">The file is torn, lies, or holds what is not read.</exception>
    public static WeightContents Read(string file, WeightBytes bytes, WeightOptions options)
    {
        var entries = ZipDirectory.Read(file, bytes);
        var folder = Folder(file, entries);
        if (entries.Keys.FirstOrDefault(name => name == folder + "/constants.pkl" || name.StartsWith(folder + "/code/", StringComparison.Ordinal)) is { } code)
        {
            throw new WeightsException(file, null, $"This is a TorchScript archive: '{WeightsException.Shown(code)}' is part of a program.",
                "Programs are not read here. Save the module's state_dict: torch.save(torch.jit.load(FILE).state_dict(), NEW).");
        }

        if (entries.FirstOrDefault(e => e.Value.Method != 0) is { Key: { } packed } found)
        {
            throw new WeightsException(file, null, $"The entry '{WeightsException.Shown(packed)}' is packed (method {found.Value.Method}).",
                "torch.save stores entries as they are, and packed ones, which can unpack to any size, are not read here: open the file with PyTorch and save it again.");
        }

        if (entries.TryGetValue(folder + "/byteorder", out var order) && Encoding.ASCII.GetString(bytes.Slice(order.Start, (int)Math.Min(order.Length, 16))) is var written && written.Trim() != "little")
            throw new WeightsException(file, null, $"Its numbers have the byte order '{WeightsException.Shown(written)}'.", "Only 'little' is read: save it again on a little-endian machine.");

        var pickle = entries[folder + Pickle];
        var longest = Math.Min(options.LongestPickle, int.MaxValue);
        if (pickle.Length > longest) throw new WeightsException(file, null, $"Its pickle has {pickle.Length} bytes, and {longest} are allowed.", "Raise LongestPickle if this is right; the numbers of tensors are not part of it.");
        var root = new PickleMachine(file, bytes.Slice(pickle.Start, (int)pickle.Length), new(file, bytes, Numbers(folder + "/data/", entries)), options).Run();
        return new(WeightFormat.PyTorchZip, new TensorNames(file, pickle.Length, options.MostValues).Of(root), new Dictionary<string, string>(), root);
    }

    private static Dictionary<string, ZipEntry> Numbers(string folder, Dictionary<string, ZipEntry> entries) =>
        entries.Where(e => e.Key.StartsWith(folder, StringComparison.Ordinal)).ToDictionary(e => e.Key[folder.Length..], e => e.Value, StringComparer.Ordinal);

    private static string Folder(string file, Dictionary<string, ZipEntry> entries)
    {
        // Every entry of torch.save lies in one folder, which is named after the file.
        string[] pickles = [.. entries.Keys.Where(name => name.EndsWith(Pickle, StringComparison.Ordinal) && name.IndexOf('/', StringComparison.Ordinal) == name.Length - Pickle.Length).Take(2)];
        if (pickles.Length == 1) return pickles[0][..^Pickle.Length];
        throw new WeightsException(file, null, pickles.Length == 0 ? "This zip file has no FOLDER/data.pkl, so torch.save did not write it." : $"It has two pickles: '{WeightsException.Shown(pickles[0])}' and '{WeightsException.Shown(pickles[1])}'.",
            "Name a .safetensors file, or a zip file of torch.save.");
    }
}
