using System.Diagnostics;
using Sintropia.Validation.Alternatives;
using Sintropia.Validation.Books;
using Sintropia.Validation.Claims;
using Sintropia.Validation.Cultures;
using Sintropia.Validation.Experiments;

namespace Sintropia.Validation;

/// <summary>Asks the engine for what is known without it, and judges the answers.</summary>
public static class Verification
{
    /// <summary>The seed of a book that names no other: the year of Puck and Steffen's collection function.</summary>
    public const ulong PublishedSeed = 1963;

    private const int FoundersOfWrong = 2_500;

    private static IReadOnlyList<Experiment> Book { get; } =
        [.. StableCultures.All, .. EulerLotka.All, .. Ensembles.All, .. AgeDensities.All, .. Arrests.All, .. Synchrony.All, .. Partitioning.All, .. GrowthMetrics.All, .. DrugCombinations.All, .. BodiesAndBlood.All, .. Homeostasis.All,
            .. RestAndStates.All, .. CycleInhibition.All, .. MitoticFates.All, .. Radiobiology.All, .. Expression.All, .. Tumours.All, .. Distribution.All, .. SameBits.All];

    private static int Comparisons => Book.Sum(e => e.Claims.Count(c => c.Expected.IsStatistical));

    /// <summary>What a run will be, before it begins: print it first.</summary>
    /// <param name="seed">Seed of all draws.</param>
    /// <param name="options">How the book is run.</param>
    public static VerificationHeader Announce(ulong seed, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var threshold = Threshold.Of(options.FamilyWise, Comparisons);
        return new(seed, options.Founders, Selected(options).Sum(e => e.Claims.Count), Comparisons, options.FamilyWise, threshold.Z);
    }

    /// <summary>Runs the book; rows come as they are finished.</summary>
    /// <param name="seed">Seed of all draws.</param>
    /// <param name="options">How the book is run.</param>
    /// <param name="progress">Told which experiment is under way.</param>
    /// <exception cref="ArgumentException">No group of rows has the name that was asked for.</exception>
    public static IEnumerable<VerificationRow> Run(ulong seed, VerificationOptions options, IProgress<VerificationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Rows(seed, options, Selected(options), progress);
    }

    /// <summary>Runs the book to its end.</summary>
    /// <param name="seed">Seed of all draws.</param>
    /// <param name="options">How the book is run.</param>
    /// <param name="progress">Told which experiment is under way.</param>
    public static VerificationBook Complete(ulong seed, VerificationOptions options, IProgress<VerificationProgress>? progress = null)
    {
        var clock = Stopwatch.StartNew();
        var rows = Run(seed, options, progress).ToArray();
        return new() { Header = Announce(seed, options), Rows = rows, LeftOut = LeftOut, Elapsed = clock.Elapsed };
    }

    /// <summary>Runs the book with the seeds that follow one: a correct engine fails about one book in 1/<see cref="VerificationOptions.FamilyWise"/>.</summary>
    /// <param name="seed">The first book has the next seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="options">How each is run.</param>
    /// <param name="progress">Told which experiment is under way.</param>
    public static IEnumerable<VerificationBook> Sweep(ulong seed, int count, VerificationOptions options, IProgress<VerificationProgress>? progress = null) =>
        Enumerable.Range(1, count).Select(i => Complete(seed + (ulong)i, options, progress));

    /// <summary>Numbers of the literature that could be rows, and are none as nobody confirmed their source.</summary>
    public static IReadOnlyList<UnconfirmedRow> LeftOut => Unconfirmed.All;

    /// <summary>What rows read under the first wrong law that they notice, by name of the row. It takes small cultures: wrong laws are far enough off.</summary>
    /// <param name="options">How the book is run; the subject is each wrong law in turn.</param>
    /// <param name="progress">Told which wrong law is under way.</param>
    public static IReadOnlyDictionary<string, WrongReading> UnderWrongLaws(VerificationOptions options, IProgress<VerificationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var readings = new Dictionary<string, WrongReading>();
        for (var i = 0; i < WrongLaws.All.Count; i++)
        {
            var law = WrongLaws.All[i];
            progress?.Report(new(i, WrongLaws.All.Count, law.Name));
            foreach (var row in Run(PublishedSeed, options with { Subject = law.Subject, Only = law.Groups, Founders = Math.Min(options.Founders, FoundersOfWrong) }).Where(r => r.Verdict == Verdict.Fail))
                readings.TryAdd(row.Name, new(law.Name, row.Obtained));
        }

        progress?.Report(new(WrongLaws.All.Count, WrongLaws.All.Count, ""));
        return readings;
    }

    private static Experiment[] Selected(VerificationOptions options)
    {
        var selected = Book.Where(e => options.Only is null || e.Group.Contains(options.Only, StringComparison.OrdinalIgnoreCase)).ToArray();
        return selected.Length > 0 ? selected : throw new ArgumentException($"No group of rows has “{options.Only}” in its name. Groups: {string.Join("; ", Book.Select(e => e.Group))}.", nameof(options));
    }

    private static IEnumerable<VerificationRow> Rows(ulong seed, VerificationOptions options, Experiment[] experiments, IProgress<VerificationProgress>? progress)
    {
        var threshold = Threshold.Of(options.FamilyWise, Comparisons);
        var bench = new Bench(seed, options);
        for (var i = 0; i < experiments.Length; i++)
        {
            progress?.Report(new(i, experiments.Length, experiments[i].Group));
            foreach (var (claim, evidence) in experiments[i].Claims.Zip(Found(experiments[i], bench))) yield return Row(seed, experiments[i].Group, claim, evidence, threshold);
        }

        progress?.Report(new(experiments.Length, experiments.Length, ""));
    }

    private static Evidence[] Found(Experiment experiment, Bench bench)
    {
        var evidence = experiment.Measure(bench).ToArray();
        return evidence.Length == experiment.Claims.Count
            ? evidence
            : throw new InvalidOperationException($"{experiment.Group} has {experiment.Claims.Count} claims and {evidence.Length} pieces of evidence. Every claim needs one.");
    }

    private static VerificationRow Row(ulong seed, string group, Claim claim, Evidence evidence, Threshold threshold)
    {
        var judgement = claim.Expected.Judge(evidence, threshold);
        return new()
        {
            Group = group,
            Name = claim.Name,
            What = claim.What,
            Expected = judgement.Expected,
            Obtained = evidence.Text is { } text ? text : evidence.Number,
            Tolerance = judgement.Tolerance,
            StandardError = claim.Expected is Near ? evidence.StandardError : null,
            Basis = judgement.Basis,
            Verdict = judgement.Holds ? Verdict.Pass : Verdict.Fail,
            Source = claim.Source,
            WrongLaw = claim.WrongLaw,
            Seed = seed,
            Plot = evidence.Plot,
        };
    }
}
