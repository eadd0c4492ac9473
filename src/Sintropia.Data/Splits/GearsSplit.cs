using Sintropia.Data.Scores;

namespace Sintropia.Data.Splits;

/// <summary>The splits of GEARS (and of bio-JEPA) by seed, drawn as numpy's legacy generator draws: published splits are repeated condition by condition.</summary>
/// <remarks>Roohani, Huang and Leskovec 2023, doi:10.1038/s41587-023-01905-6. Conditions are written <c>A+ctrl</c> or <c>ctrl+A</c>, <c>A+B</c> and <c>ctrl</c>.</remarks>
public sealed record GearsSplit
{
    /// <summary>How the control is written, alone and beside a single.</summary>
    public const string Control = "ctrl";

    private const double OfValidation = 0.9;
    private const string UnseenSingle = "unseen_single", Seen = "combo_seen";

    /// <summary>Share of the perturbed genes that training may see. Default: 0.75.</summary>
    public double GenesInTraining { get; init; } = 0.75;

    /// <summary>Share of the doubles of two such genes that training sees. Default: 0.75.</summary>
    public double DoublesInTraining { get; init; } = 0.75;

    /// <summary>Whether doubles are left out, as the split that GEARS calls <c>simulation_single</c> does. Default: they take part, as in <c>simulation</c>.</summary>
    public bool SinglesOnly { get; init; }

    /// <summary>Splits conditions.</summary>
    /// <param name="conditions">As the experiment names them; the order does not matter.</param>
    /// <param name="seed">Of the published split.</param>
    /// <exception cref="ArgumentException">A condition has more than two genes, comes twice, or there are none.</exception>
    public ConditionSplit Of(IEnumerable<string> conditions, uint seed)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        string[] all = [.. conditions];
        if (all.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ArgumentException($"The condition '{twice.Key}' comes twice. Give each condition once.", nameof(conditions));
        var perturbed = all.Where(c => c != Control).Select(c => new Condition(c)).Where(c => !SinglesOnly || c.Genes.Length == 1).ToArray();
        if (perturbed.Length == 0) throw new ArgumentException($"There is no condition but '{Control}', and nothing to split. Give the perturbed ones too, as A+{Control} and A+B.", nameof(conditions));

        var (rest, test) = Draw(perturbed, GenesInTraining, DoublesInTraining, seed);
        var (training, validation) = Draw(rest, OfValidation, OfValidation, seed);
        var parts = new Dictionary<string, SplitPart>(StringComparer.Ordinal);
        foreach (var condition in test.SelectMany(g => g.Value)) parts[condition] = SplitPart.Test;
        foreach (var condition in validation.SelectMany(g => g.Value)) parts[condition] = SplitPart.Validation;
        foreach (var condition in training) parts[condition.Name] = SplitPart.Training;
        if (all.Contains(Control)) parts[Control] = SplitPart.Training;
        return new(parts, test, validation);
    }

    private static (Condition[] Training, Dictionary<string, IReadOnlyList<string>> Held) Draw(Condition[] conditions, double genesInTraining, double doublesInTraining, uint seed)
    {
        string[] genes = [.. conditions.SelectMany(c => c.Genes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var seen = Some(genes, genesInTraining, seed).ToHashSet(StringComparer.Ordinal);
        int Known(Condition condition) => condition.Genes.Count(seen.Contains);

        var doubles = conditions.Where(c => c.Genes.Length == 2).ToLookup(Known);
        string[] known = [.. doubles[2].Select(c => c.Name).Order(StringComparer.Ordinal)];
        var learned = Some(known, doublesInTraining, seed).ToHashSet(StringComparer.Ordinal);
        Condition[] training = [.. conditions.Where(c => c.Genes.Length == 1 ? Known(c) == 1 : learned.Contains(c.Name))];
        return (training, new(StringComparer.Ordinal)
        {
            [Seen + "0"] = [.. doubles[0].Select(c => c.Name)],
            [Seen + "1"] = [.. doubles[1].Select(c => c.Name)],
            [Seen + "2"] = [.. known.Where(name => !learned.Contains(name))],
            [UnseenSingle] = [.. conditions.Where(c => c.Genes.Length == 1 && Known(c) == 0).Select(c => c.Name)],
        });
    }

    // numpy.random.seed(seed); numpy.random.choice(names, int(share * len(names)), replace=False)
    private static IEnumerable<string> Some(string[] names, double share, uint seed) =>
        new LegacyRandomState(seed).Permutation(names.Length).Take((int)(names.Length * share)).Select(i => names[i]);

    private sealed record Condition
    {
        public Condition(string name)
        {
            (Name, Genes) = (name, [.. name.Split('+').Where(gene => gene != Control)]);
            if (Genes.Length is 0 or > 2 || Genes.Any(string.IsNullOrEmpty)) throw new ArgumentException($"'{name}' is neither a single nor a double perturbation. Write A+{Control} or A+B.");
        }

        public string Name { get; }

        public string[] Genes { get; }
    }
}
