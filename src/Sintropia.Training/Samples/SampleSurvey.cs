using System.Collections.Immutable;
using Sintropia.Data.Genes;
using Sintropia.Predictors.Gem;

namespace Sintropia.Training.Samples;

/// <summary>What a first pass over a data set finds, one file at a time: values of fields, genes by modality and how much they vary. What it holds grows with values and genes, not with samples.</summary>
internal sealed class SampleSurvey
{
    /// <summary>The modality of samples that say none.</summary>
    public const string Unstated = "unstated";

    private const int RowsAtOnce = 256;

    private readonly Dictionary<string, Dictionary<string, long>> _values = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, Moments>> _genes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _samples = new(StringComparer.Ordinal);

    private SampleSurvey()
    {
    }

    /// <summary>Samples by modality.</summary>
    public IReadOnlyDictionary<string, long> Samples => _samples;

    /// <summary>Studies.</summary>
    public int Studies => _values.TryGetValue(SampleFolder.Study, out var studies) ? studies.Count : 0;

    /// <summary>Looks at a data set.</summary>
    /// <param name="parts">Its files.</param>
    /// <param name="options">Which rows are for training.</param>
    /// <param name="cancelled">Ends it.</param>
    public static SampleSurvey Of(IEnumerable<SamplePart> parts, GemTrainingOptions options, CancellationToken cancelled)
    {
        var survey = new SampleSurvey();
        var held = new bool[options.HeldOut.Count];
        foreach (var part in parts)
        {
            cancelled.ThrowIfCancellationRequested();
            using var file = SampleFile.Open(part);
            survey.Add(file, [.. options.Trained(file.Known)]);
            for (var rule = 0; rule < held.Length; rule++) held[rule] |= options.HeldOut[rule].Select(r => file.Known[r.Key].Index().Where(t => t.Item == r.Value).Select(t => t.Index)).Aggregate((a, b) => a.Intersect(b)).Any();
        }

        if (Array.IndexOf(held, false) is >= 0 and var none) throw new TrainingException($"Nothing is held out by {string.Join(",", options.HeldOut[none].Select(r => $"{r.Key}={r.Value}"))}: no sample says so. Correct the value, which is written as in the samples.");

        return survey.Samples.Count > 0 ? survey : throw new TrainingException("No sample is left for training. Hold out less, or name another data set.");
    }

    /// <summary>What a model of these samples is told.</summary>
    public GemVocabulary Vocabulary(int least) => GemVocabulary.Of(_values.ToDictionary(v => v.Key, v => (IReadOnlyDictionary<string, long>)v.Value, StringComparer.Ordinal), least);

    /// <summary>The genes of each modality, in order of their names: perturbed ones, and those that vary most.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Panels(int most)
    {
        var perturbed = _values.TryGetValue("perturbation_ontology_id", out var targets) ? targets.Keys.ToHashSet(StringComparer.Ordinal) : [];
        return _genes.ToImmutableSortedDictionary(m => m.Key, m => m.Value.OrderByDescending(g => perturbed.Contains(g.Key)).ThenByDescending(g => g.Value.Variance(_samples[m.Key])).ThenBy(g => g.Key, StringComparer.Ordinal).Take(most).Select(g => g.Key).Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
    }

    private void Add(SampleFile file, int[] rows)
    {
        var known = file.Known;
        foreach (var field in known.Fields)
        {
            if (!_values.TryGetValue(field, out var values)) _values[field] = values = new(StringComparer.Ordinal);
            var texts = known[field];
            foreach (var row in rows) values[texts[row]] = values.GetValueOrDefault(texts[row]) + 1;
        }

        var panel = new GenePanel(file.Genes);
        var modality = known["modality"];
        foreach (var own in rows.GroupBy(row => modality[row] is { Length: > 0 } said ? said : Unstated, StringComparer.Ordinal))
        {
            _samples[own.Key] = _samples.GetValueOrDefault(own.Key) + own.Count();
            if (!_genes.TryGetValue(own.Key, out var genes)) _genes[own.Key] = genes = new(StringComparer.Ordinal);
            Moments[] moments = [.. file.Genes.Select(gene => genes.TryGetValue(gene, out var there) ? there : genes[gene] = new())];
            foreach (var block in own.Chunk(RowsAtOnce)) Add(file.Counts(block, panel), moments);
        }
    }

    private static void Add(float[] counts, Moments[] moments)
    {
        for (var first = 0; first < counts.Length; first += moments.Length)
        {
            var row = counts.AsSpan(first, moments.Length);
            var total = 0.0;
            foreach (var count in row) total += count;
            if (total <= 0) continue;
            for (var gene = 0; gene < row.Length; gene++)
                if (row[gene] > 0) moments[gene].Add(Math.Log(1 + 1e6 * row[gene] / total));
        }
    }

    private sealed class Moments
    {
        private double _sum, _squares;

        public void Add(double value) => (_sum, _squares) = (_sum + value, _squares + value * value);

        public double Variance(long samples) => _squares / samples - _sum / samples * (_sum / samples);
    }
}
