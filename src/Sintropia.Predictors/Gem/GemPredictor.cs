using System.Collections.Immutable;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;
using Sintropia.Tensors;

namespace Sintropia.Predictors.Gem;

/// <summary>GEM-1's four tasks: expression from what is known, perturbations of references that were observed or made up, and what samples are.</summary>
public sealed class GemPredictor
{
    /// <summary>What is written in perturbation_type where nothing was done.</summary>
    public const string Control = "control";

    private const string Biological = "biological", Technical = "technical", Perturbation = "perturbation", Id = "perturbation_ontology_id", Kind = "perturbation_type", Time = "perturbation_time", Dose = "perturbation_dose";

    private readonly GemNetwork _network;
    private readonly GemVocabulary _vocabulary;
    private readonly string _modality;
    private readonly Dictionary<string, int> _genes = new(StringComparer.Ordinal);

    /// <summary>A trained network.</summary>
    /// <param name="network">It.</param>
    /// <param name="vocabulary">What it can be told.</param>
    /// <param name="modality">In which samples are made up.</param>
    /// <param name="genes">Symbols or identifiers of the modality's genes in its order, as perturbation_ontology_id names targets.</param>
    /// <exception cref="ArgumentException">Sizes do not fit.</exception>
    public GemPredictor(GemNetwork network, GemVocabulary vocabulary, string modality, IReadOnlyList<string> genes)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(genes);
        var of = network.Options.Modality(modality);
        var expected = of.Places.IsEmpty ? network.Options.Genes : of.Places.Length;
        if (genes.Count != expected) throw new ArgumentException($"{genes.Count} genes are named, and the modality '{modality}' has {expected}. Name each.", nameof(genes));
        foreach (var group in network.Options.Groups)
            if (vocabulary.Width(group.Name) != group.Inputs) throw new ArgumentException($"The vocabulary tells the group '{group.Name}' {vocabulary.Width(group.Name)} numbers, and the network takes {group.Inputs}. Use the vocabulary that it was trained with.", nameof(vocabulary));
        (_network, _vocabulary, _modality) = (network, vocabulary, modality);
        for (var i = 0; i < genes.Count; i++) _genes.TryAdd(genes[i], i);
    }

    /// <summary>Which genes are perturbed in samples, and how. Controls perturb none.</summary>
    /// <param name="samples">What is known of them.</param>
    public GemTargets Targets(GemTable samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new([.. samples[Id].Select((id, i) => samples[Kind][i] != Control && _genes.TryGetValue(id, out var place) ? place : -1)], [.. samples[Kind]]);
    }

    /// <summary>Samples from what is known of them alone.</summary>
    /// <param name="samples">What is known.</param>
    /// <param name="sampling">How; null for the defaults.</param>
    public GemPrediction PredictExpression(GemTable samples, GemSampling? sampling = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        sampling ??= new();
        var latents = FromKnown(samples, sampling, []);
        if (sampling.CommonTechnique && samples.Count > 0)
        {
            var first = samples.Select([0]);
            var made = Counts(FromKnown(first, sampling, []), first, Totals(sampling, 1));
            var technique = _network.Part(_network.Posterior(made, _modality), Technical).Mean;
            latents[Technical] = technique.Expand([samples.Count, technique.Shape[1]]).Contiguous();
        }

        return new(samples, Counts(latents, samples, Totals(sampling, samples.Count)), latents, null, [], []);
    }

    /// <summary>Perturbed samples from controls that were observed: biology and technique are read from a control of the same kind, the perturbation is what is known.</summary>
    /// <param name="perturbed">What is known of the samples to make up.</param>
    /// <param name="controls">What is known of the controls.</param>
    /// <param name="counts">Of the controls, [controls, genes].</param>
    /// <param name="sampling">How; null for the defaults.</param>
    /// <returns>Samples that have a control; the others are named.</returns>
    public GemPrediction PredictFromReference(GemTable perturbed, GemTable controls, Tensor counts, GemSampling? sampling = null)
    {
        ArgumentNullException.ThrowIfNull(perturbed);
        var pairs = Pairs(perturbed, controls);
        return pairs.All(pair => pair < 0) ? throw new ArgumentException($"None of the {perturbed.Count} samples has a control with the same biological and technical fields among {controls.Count}. Give controls of the same kind, or make them up.", nameof(controls))
            : PredictFromReference(perturbed, pairs, counts, sampling);
    }

    /// <summary>The same with references that are known.</summary>
    /// <param name="perturbed">What is known of the samples to make up.</param>
    /// <param name="pairs">The row of <paramref name="counts"/> that is the reference of each; −1 for none. At least one has one.</param>
    /// <param name="counts">Of references, [references, genes].</param>
    /// <param name="sampling">How; null for the defaults.</param>
    public GemPrediction PredictFromReference(GemTable perturbed, IReadOnlyList<int> pairs, Tensor counts, GemSampling? sampling = null)
    {
        ArgumentNullException.ThrowIfNull(perturbed);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(counts);
        sampling ??= new();
        int[] rows = [.. Enumerable.Range(0, perturbed.Count).Where(i => pairs[i] >= 0)], unpaired = [.. Enumerable.Range(0, perturbed.Count).Where(i => pairs[i] < 0)];
        int[] references = [.. rows.Select(i => pairs[i])];
        var samples = perturbed.Select(rows);
        var reference = counts.Take(Indices.Of(references));
        var seen = _network.Posterior(reference, _modality);
        var latents = FromKnown(samples, sampling, [Biological, Technical]);
        foreach (var group in _network.Options.Groups)
        {
            if (group.Name == Perturbation) continue;
            var part = _network.Part(seen, group.Name);
            latents[group.Name] = sampling.Seed is { } seed ? part.Sample(Noise(seed, sampling.First, samples.Count, group)) : part.Mean;
        }

        var own = sampling.Totals.IsEmpty ? sampling.TotalsOfReferences ? reference.Sum(1) : Totals(sampling, rows.Length) : Tensor.Of([.. rows.Select(row => (float)sampling.Totals[row])]);
        var made = Counts(latents, samples, own);
        return new(samples, made, latents, _network.Change(made, reference), [.. references], [.. unpaired], reference);
    }

    /// <summary>Perturbed samples without any observation: their controls are made up first, with one technique, and taken as references.</summary>
    /// <param name="perturbed">What is known of the samples to make up.</param>
    /// <param name="sampling">How; null for the defaults.</param>
    public GemPrediction PredictPerturbation(GemTable perturbed, GemSampling? sampling = null)
    {
        ArgumentNullException.ThrowIfNull(perturbed);
        sampling ??= new();
        string[] nothing = [.. Enumerable.Repeat("", perturbed.Count)], control = [.. Enumerable.Repeat(Control, perturbed.Count)];
        var controls = perturbed.With(Id, nothing).With(Dose, nothing).With(Kind, control);
        return PredictFromReference(perturbed, controls, PredictExpression(controls, sampling with { CommonTechnique = true }).Counts, sampling);
    }

    /// <summary>What samples are, by the fields that are read from biological and perturbation latents.</summary>
    /// <param name="counts">[samples, genes].</param>
    public IReadOnlyList<GemClassification> Classify(Tensor counts)
    {
        var seen = _network.Posterior(counts, _modality);
        return
        [
            .. from @group in _network.Options.Groups
               where @group.Name != Technical
               from classifier in @group.Classifiers
               select Read(classifier.Field, classifier.Classes, _network.Classify(classifier.Field, _network.Part(seen, @group.Name).Mean).Softmax().ToArray(), counts.Shape[0]),
        ];
    }

    private GemClassification Read(string field, int classes, float[] probabilities, int samples)
    {
        var known = _vocabulary.Fields.FirstOrDefault(f => f.Name == field)?.Values ?? [];
        ImmutableArray<string> values = [.. Enumerable.Range(0, classes).Select(i => i < known.Length ? known[i] : "other")];
        return new(field, values, [.. Enumerable.Range(0, samples).Select(i => values[Largest(probabilities.AsSpan(i * classes, classes))])], [.. probabilities]);
    }

    private Dictionary<string, Tensor> FromKnown(GemTable samples, GemSampling sampling, string[] without) => _network.Options.Groups.Where(g => !without.Contains(g.Name)).ToDictionary(g => g.Name, g =>
    {
        var prior = _network.Prior(g.Name, _vocabulary.Encode(samples, g.Name));
        return sampling.Seed is { } seed ? prior.Sample(Noise(seed, sampling.First, samples.Count, g)) : prior.Mean;
    }, StringComparer.Ordinal);

    private Tensor Counts(Dictionary<string, Tensor> latents, GemTable samples, Tensor totals) => _network.Counts(Tensor.Concat(1, [.. _network.Options.Groups.Select(g => latents[g.Name])]), _modality, totals, Targets(samples));

    private static Tensor Totals(GemSampling sampling, int samples) => sampling.Totals.IsEmpty ? Tensor.Full([samples], (float)sampling.Total) : Tensor.Of([.. sampling.Totals.Take(samples).Select(total => (float)total)]);

    /// <summary>The control of each sample: of the same technique and biology, and of the same time where controls have more than one time in common with the request; several are taken in turn.</summary>
    /// <param name="perturbed">Samples.</param>
    /// <param name="controls">Controls.</param>
    /// <returns>Rows of controls; −1 where there is none.</returns>
    public int[] Pairs(GemTable perturbed, GemTable controls)
    {
        ArgumentNullException.ThrowIfNull(perturbed);
        ArgumentNullException.ThrowIfNull(controls);
        string[] fields = [.. _vocabulary.Fields.Where(f => f.Group is Biological or Technical).Select(f => f.Name)];
        if (perturbed[Time].Intersect(controls[Time], StringComparer.Ordinal).Count() > 1) fields = [.. fields, Time];
        var byKey = Enumerable.Range(0, controls.Count).ToLookup(i => Key(controls, i), StringComparer.Ordinal);
        Dictionary<string, int> taken = new(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, perturbed.Count).Select(i => Next(Key(perturbed, i)))];

        string Key(GemTable of, int row) => string.Join('\u001f', fields.Select(f => of[f][row]));
        int Next(string key)
        {
            int[] own = [.. byKey[key]];
            if (own.Length == 0) return -1;
            taken[key] = taken.GetValueOrDefault(key, -1) + 1;
            return own[taken[key] % own.Length];
        }
    }

    private Tensor Noise(ulong seed, long number, int samples, GemGroup group)
    {
        var first = _network.Options.Groups.TakeWhile(g => g.Name != group.Name).Sum(g => g.Width);
        var values = new float[samples * group.Width];
        for (var i = 0; i < values.Length; i++)
        {
            var bits = Philox.Encrypt(new((ulong)(first + i % group.Width), (ulong)(number + i / group.Width)), seed).Low;
            values[i] = (float)Normal.Quantile(((bits >> 11) + 0.5) * (1.0 / (1UL << 53)));
        }

        return Tensor.From([samples, group.Width], values);
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        var at = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[at]) at = i;
        return at;
    }
}
