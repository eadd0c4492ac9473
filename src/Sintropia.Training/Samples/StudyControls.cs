using Sintropia.Data.Genes;
using Sintropia.Predictors.Gem;
using Sintropia.Tensors;

namespace Sintropia.Training.Samples;

/// <summary>The controls of a study that were observed, by modality.</summary>
internal sealed class StudyControls
{
    private readonly Dictionary<string, (GemTable Known, float[] Counts, string[] Names)> _byModality = new(StringComparer.Ordinal);

    /// <summary>Reads the controls of some files.</summary>
    /// <param name="parts">Of one study.</param>
    /// <param name="model">Which genes.</param>
    /// <param name="most">Most that are kept of the study.</param>
    public static StudyControls Of(IReadOnlyList<SamplePart> parts, GemModel model, int most)
    {
        var all = new StudyControls();
        foreach (var part in parts)
        {
            using var file = SampleFile.Open(part);
            if (!file.HasCounts) continue;
            var (kind, modality) = (file.Known["perturbation_type"], file.Known["modality"]);
            var controls = Enumerable.Range(0, file.Known.Count).Where(row => kind[row] == GemPredictor.Control).GroupBy(row => model.ModalityOf(modality[row]), StringComparer.Ordinal);
            foreach (var own in controls) all.Add(own.Key, file, Spread([.. own], Math.Max(1, most / parts.Count)), new(model.GenesOf(own.Key)));
        }

        return all;
    }

    /// <summary>Controls of a modality; null where there is none.</summary>
    public (GemTable Known, Tensor Counts, string[] Names)? Of(string modality, int genes) => _byModality.TryGetValue(modality, out var own) ? (own.Known, Tensor.From([own.Known.Count, genes], own.Counts), own.Names) : null;

    private void Add(string modality, SampleFile file, int[] rows, GenePanel panel)
    {
        var (known, counts, names) = (file.Known.Select(rows), file.Counts(rows, panel), rows.Select(row => file.Names[row]).ToArray());
        _byModality[modality] = _byModality.TryGetValue(modality, out var there)
            ? (new(there.Known.Count + known.Count, there.Known.Fields.Union(known.Fields).Select(f => KeyValuePair.Create(f, (IReadOnlyList<string>)[.. there.Known[f], .. known[f]]))), [.. there.Counts, .. counts], [.. there.Names, .. names])
            : (known, counts, names);
    }

    private static int[] Spread(int[] rows, int most) => rows.Length <= most ? rows : [.. Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Length / most)])];
}
