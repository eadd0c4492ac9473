using System.Globalization;
using Sintropia.Weights;

namespace Sintropia.Predictors.Perturbations;

/// <summary>Reads vectors by name.</summary>
internal static class VectorFile
{
    public static List<(string Name, float[] Vector)> OfTensors(string path)
    {
        using var file = WeightFile.Open(path);
        return [.. file.Tensors.Select(t => t.Shape.Length == 1 ? (t.Name, t.ToFloats()) : throw new PerturbationFileException($"{path}: '{t.Name}' has {t.Shape.Length} axes, and a perturbation's vector has one. Write each perturbation as a tensor of its own, [width]."))];
    }

    public static List<(string Name, float[] Vector)> OfText(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new PerturbationFileException($"{path}: {unread.Message} Name a file of vectors.");
        }

        List<(string, float[])> vectors = [];
        for (var number = 1; number <= lines.Length; number++)
        {
            var fields = lines[number - 1].Split('\t', ',');
            if (fields is [""]) continue;
            if (fields.Length < 2 || fields[0].Length == 0) throw new PerturbationFileException($"{path}, line {number}: '{Shown(lines[number - 1])}' is not a name and its numbers. Separate them by tabs or commas.");
            vectors.Add((fields[0], [.. fields.Skip(1).Select(field => Number(field, path, number))]));
        }

        return vectors;
    }

    private static float Number(string field, string path, int line) =>
        float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number
            : throw new PerturbationFileException($"{path}, line {line}: '{Shown(field)}' is no finite number. Leave out headings, and write numbers with a point.");

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
