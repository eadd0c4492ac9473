using Sintropia.Biology.Numerics;
using Sintropia.Data.Genes;
using Sintropia.Predictors.Gem;
using Sintropia.Tensors;
using Sintropia.Training.Cells;

namespace Sintropia.Training.Samples;

/// <summary>Batches of a data set for training. A round of steps draws from a few files, of which the samples drawn are read at once; which files, samples and noise is a function of the seed and the step.</summary>
internal sealed class SampleDraws
{
    /// <summary>Steps of a round.</summary>
    public const int Round = 50;

    private const int MostValidated = 512, Tries = 64;

    private readonly IReadOnlyList<SamplePart> _parts;
    private readonly GemModel _model;
    private readonly GemTrainingOptions _options;
    private readonly Draws _draws;
    private readonly Dictionary<string, GenePanel> _panels;
    private readonly string[] _read;
    private List<Drawing> _batches = [];
    private int _round = -1;

    public SampleDraws(IReadOnlyList<SamplePart> parts, GemModel model, GemTrainingOptions options)
    {
        (_parts, _model, _options, _draws) = (parts, model, options, new(options.Seed));
        _panels = model.Modalities.ToDictionary(m => m, m => new GenePanel(model.GenesOf(m)), StringComparer.Ordinal);
        _read = [.. model.Network.Options.Groups.SelectMany(g => g.Classifiers.Select(c => c.Field))];
    }

    /// <summary>The batch of a step.</summary>
    public GemSamples Batch(int step)
    {
        if (step / Round != _round) (_batches, _round) = (Drawn(step / Round), step / Round);
        return Made(_batches[step % Round]);
    }

    /// <summary>Standard normal numbers of a step, [samples, latent]; step −1 is that of validation.</summary>
    public Tensor Noise(long step, int samples)
    {
        var values = new float[samples * _model.Network.Options.Latent];
        for (var i = 0; i < values.Length; i++) values[i] = (float)Normal.Quantile(((_draws.Bits(Draws.Use.Hidden, step, i) >> 11) + 0.5) * (1.0 / (1UL << 53)));
        return Tensor.From([samples, _model.Network.Options.Latent], values);
    }

    /// <summary>The same samples always, of each modality, that training never sees.</summary>
    public IReadOnlyList<GemSamples> Validation()
    {
        List<Drawing> found = [];
        var files = Files(-1);
        foreach (var part in files)
        {
            using var file = SampleFile.Open(_parts[part]);
            var (modality, known) = (file.Known["modality"], file.Known);
            int[] rows = [.. _options.Trained(known).Where(row => IsValidation(part, row)).OrderBy(row => _draws.Bits(Draws.Use.Order, part, row)).Take(MostValidated / files.Length)];
            foreach (var own in rows.GroupBy(row => _model.ModalityOf(modality[row]), StringComparer.Ordinal)) found.Add(new(own.Key, known.Select([.. own]), file.Counts([.. own], _panels[own.Key])));
        }

        if (found.Count == 0) throw new TrainingException($"No sample is left to judge training by: {_options.Validation} of the data set's samples are none. Raise the share of validation, or give more samples.");
        return [.. found.GroupBy(f => f.Modality, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Made(new(g.Key, Joined([.. g.Select(f => f.Known)]), [.. g.SelectMany(f => f.Counts)])))];
    }

    private List<Drawing> Drawn(int round)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var numbers = Files(round + ((long)attempt << 32));
            var files = numbers.Select(i => SampleFile.Open(_parts[i])).ToArray();
            try
            {
                if (Drawn(round, numbers, files) is { } drawn) return drawn;
            }
            finally
            {
                foreach (var file in files) file.Dispose();
            }
        }

        throw new TrainingException("Hardly a file of the data set has samples for training. Hold out less, or raise the number of files that are read at once.");
    }

    private List<Drawing>? Drawn(int round, int[] numbers, SampleFile[] files)
    {
        List<(int File, int Row, string Modality)> all = [];
        for (var f = 0; f < files.Length; f++)
        {
            var modality = files[f].Known["modality"];
            foreach (var row in _options.Trained(files[f].Known))
                if (!IsValidation(numbers[f], row)) all.Add((f, row, _model.ModalityOf(modality[row])));
        }

        if (all.Count == 0) return null;
        var byModality = all.GroupBy(a => a.Modality, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        List<(string Modality, (int File, int Row)[] Samples)> steps = [];
        for (var i = 0; i < Round; i++)
        {
            var step = (long)round * Round + i;
            var modality = all[_draws.Below(all.Count, Draws.Use.Kept, step, 0)].Modality;
            var own = byModality[modality];
            steps.Add((modality, [.. Enumerable.Range(0, _options.Batch).Select(k => own[_draws.Below(own.Length, Draws.Use.Cell, step, k)]).Select(d => (d.File, d.Row)).Order()]));
        }

        var rows = steps.SelectMany(s => s.Samples.Select(d => (s.Modality, d.File, d.Row))).Distinct().GroupBy(d => (d.Modality, d.File)).ToDictionary(g => g.Key, g => Read(files[g.Key.File], g.Select(d => d.Row), _panels[g.Key.Modality]));
        return [.. steps.Select(s => new Drawing(s.Modality, Joined([.. s.Samples.GroupBy(d => d.File).Select(g => files[g.Key].Known.Select([.. g.Select(d => d.Row)]))]), [.. s.Samples.SelectMany(d => rows[(s.Modality, d.File)][d.Row])]))];
    }

    private static Dictionary<int, float[]> Read(SampleFile file, IEnumerable<int> rows, GenePanel panel)
    {
        int[] ordered = [.. rows.Order()];
        var counts = file.Counts(ordered, panel);
        return ordered.Index().ToDictionary(r => r.Item, r => counts[(r.Index * panel.Count)..((r.Index + 1) * panel.Count)]);
    }

    private int[] Files(long round) => _parts.Count <= _options.FilesAtOnce ? [.. Enumerable.Range(0, _parts.Count)] : [.. Enumerable.Range(0, _parts.Count).OrderBy(i => _draws.Bits(Draws.Use.Formation, round, i)).Take(_options.FilesAtOnce).Order()];

    private bool IsValidation(int part, int row) => _draws.Uniform(Draws.Use.Reference, part, row) < _options.Validation;

    private GemSamples Made(Drawing drawn)
    {
        var known = drawn.Known;
        Dictionary<string, Indices> labels = new(StringComparer.Ordinal);
        foreach (var field in _read)
            if (_model.Vocabulary.Labels(known, field) is var own && own.Any(label => label >= 0)) labels[field] = Indices.Of(own);
        return new(drawn.Modality, Tensor.From([known.Count, _panels[drawn.Modality].Count], drawn.Counts), _model.Network.Options.Groups.ToDictionary(g => g.Name, g => _model.Vocabulary.Encode(known, g.Name), StringComparer.Ordinal), _model.In(drawn.Modality).Targets(known), labels);
    }

    private static GemTable Joined(IReadOnlyList<GemTable> tables) => tables is [var only] ? only : new(tables.Sum(t => t.Count), tables.SelectMany(t => t.Fields).Distinct(StringComparer.Ordinal).Select(field => KeyValuePair.Create(field, (IReadOnlyList<string>)[.. tables.SelectMany(t => t[field])])));

    private sealed record Drawing(string Modality, GemTable Known, float[] Counts);
}
