using Sintropia.Weights;
using Sintropia.Weights.Safetensors;

namespace Sintropia.Predictors.Catalogue;

/// <summary>Turns files of weights into safetensors, by readers that execute nothing.</summary>
public static class WeightConversion
{
    /// <summary>Converts all tensors of a file, with their types and under their names.</summary>
    /// <param name="from">What torch.save wrote, or safetensors.</param>
    /// <param name="to">Written under a temporary name, which is then renamed.</param>
    /// <param name="prefix">Only tensors whose names begin so, and without it: state_dict/ of a Lightning checkpoint.</param>
    /// <param name="licence">Of the weights, as the new file is to say it; null to keep what the old one says.</param>
    /// <returns>How many tensors.</returns>
    /// <exception cref="WeightsException">The file is not there, damaged, or holds no such tensor.</exception>
    public static int Run(string from, string to, string prefix = "", string? licence = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        ArgumentNullException.ThrowIfNull(prefix);
        if (Path.GetFullPath(from) == Path.GetFullPath(to)) throw new WeightsException(to, null, "It is the file that is read.", "Name another file to write.");
        using var file = WeightFile.Open(from);
        WeightTensor[] tensors = [.. file.Tensors.Where(t => t.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(t => t.Named(t.Name[prefix.Length..]))];
        if (tensors.Length == 0) throw new WeightsException(from, null, $"None of its {file.Tensors.Count} tensors has a name that begins with '{prefix}'. The first are {string.Join(", ", file.Tensors.Take(4).Select(t => t.Name))}.", "Leave the prefix out, or correct it.");
        var metadata = new Dictionary<string, string>(file.Metadata, StringComparer.Ordinal) { ["source"] = Path.GetFileName(from) };
        if (licence is not null) metadata["licence"] = licence;
        SafetensorsWriter.Write(to, tensors, metadata);
        return tensors.Length;
    }
}
