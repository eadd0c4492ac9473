using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sintropia.Biology.Chance;
using Sintropia.Runs.Execution;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Sweeps;
using Sintropia.Sweeps.Sampling;

namespace Sintropia.Sweeps.Execution;

/// <summary>A sweep, resolved: all its points, and the scenario of each.</summary>
public sealed class SweepPlan
{
    /// <summary>Most points of a sweep.</summary>
    public const int MostPoints = 1_000_000;

    private readonly ScenarioTemplate _template;
    private readonly ScenarioOptions _reading;

    /// <summary>Resolves a sweep.</summary>
    /// <param name="file">The sweep.</param>
    /// <param name="reading">How its scenarios are read; the defaults if null.</param>
    /// <exception cref="ScenarioException">The scenario as it stands, or with the values of the first or the last point, cannot be used.</exception>
    /// <exception cref="SweepException">There are too many points.</exception>
    public SweepPlan(SweepFile file, ScenarioOptions? reading = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        (Specification, _template) = (file.Specification, file.Template);
        _reading = (reading ?? new()) with { Folder = reading?.Folder ?? file.Template.Folder };
        Scenario = ScenarioFile.Parse(_template.Text, _template.File, _reading);
        Name = Specification.Name ?? Scenario.Name;
        Seed = Specification.Seed ?? Scenario.Seed;
        (Places, Points) = Resolve();
        // What the ends of ranges make impossible is better said before a thousand runs than after.
        Conditions = [.. Read(Points[0]).Conditions.Select(c => c.Name)];
        Read(Points[^1]);
        Hash = Fingerprint();
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>What it changes, and how.</summary>
    public SweepSpecification Specification { get; }

    /// <summary>The scenario as it stands.</summary>
    public Scenario Scenario { get; }

    /// <summary>Conditions of each run.</summary>
    public IReadOnlyList<string> Conditions { get; }

    /// <summary>Seed of its points, and of resamples.</summary>
    public ulong Seed { get; }

    /// <summary>Its points.</summary>
    public IReadOnlyList<SweepPoint> Points { get; }

    /// <summary>Of a design that draws: where the points lie in the unit cube; shape [points][parameters]. Empty for others.</summary>
    public IReadOnlyList<double[]> Places { get; }

    /// <summary>Hash of all that its results depend on.</summary>
    public string Hash { get; }

    /// <summary>The scenario of a point, as text.</summary>
    public string TextOf(SweepPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (!Specification.OwnSeeds) return _template.With(point.Texts);
        // Half of 64 bits, so that tables which hold numbers as doubles keep it.
        var seed = Philox.Encrypt(new(Seed, (ulong)point.Number), Scenario.Seed).High >> 32;
        return _template.With([.. point.Texts, seed.ToString(CultureInfo.InvariantCulture)]);
    }

    /// <summary>The run of a point.</summary>
    /// <exception cref="ScenarioException">Its values make no scenario.</exception>
    public RunPlan RunOf(SweepPoint point) => RunPlans.Of(Read(point));

    private Scenario Read(SweepPoint point)
    {
        try
        {
            return ScenarioFile.Parse(TextOf(point), _template.File, _reading);
        }
        catch (ScenarioException invalid)
        {
            var values = string.Join(", ", Specification.Parameters.Select((p, k) => $"{p.Name} = {point.Texts[k]}"));
            throw new ScenarioException([.. invalid.Problems.Select(p => p with { What = $"{p.What.TrimEnd('.')} (point {point.Number} of the sweep: {values})" })]);
        }
    }

    private (IReadOnlyList<double[]>, IReadOnlyList<SweepPoint>) Resolve()
    {
        var parameters = Specification.Parameters;
        var (count, samples) = (parameters.Count, Specification.Samples);
        var planned = Specification.Design switch
        {
            SweepDesign.Grid => parameters.Aggregate(1.0, (product, p) => product * p.Count),
            SweepDesign.List => parameters[0].Count,
            SweepDesign.Saltelli => samples * (count + 2.0),
            SweepDesign.Morris => samples * (count + 1.0),
            _ => samples,
        };
        if (planned > MostPoints) throw new SweepException($"The sweep has {planned.ToString("#,0", CultureInfo.InvariantCulture)} points, and may have {MostPoints.ToString("#,0", CultureInfo.InvariantCulture)}. Take fewer values or samples.");
        if (Specification.Design is SweepDesign.Sobol or SweepDesign.Saltelli && count * (Specification.Design == SweepDesign.Saltelli ? 2 : 1) > SobolSequence.MostDimensions)
            throw new SweepException($"A design with a Sobol sequence can have {SobolSequence.MostDimensions / (Specification.Design == SweepDesign.Saltelli ? 2 : 1)} parameters, and this one has {count}. Sweep fewer, or use latin-hypercube or morris.");
        double[][] places = Specification.Design switch
        {
            SweepDesign.LatinHypercube => LatinHypercube.Points(samples, count, Seed),
            SweepDesign.Sobol => SobolSequence.Points(samples, count),
            SweepDesign.Saltelli => SaltelliSample.Points(samples, count),
            SweepDesign.Morris => MorrisSample.Points(samples, count, Specification.Levels, Seed),
            _ => [],
        };
        return (places, [.. Enumerable.Range(0, (int)planned).Select(number => Point(number, places.Length > 0 ? places[number] : null))]);
    }

    private SweepPoint Point(int number, double[]? place)
    {
        var parameters = Specification.Parameters;
        var values = new (string Text, double Number)[parameters.Count];
        var rest = number;
        for (var k = parameters.Count - 1; k >= 0; k--) // the last parameter changes first, as one reads a table
        {
            values[k] = place is not null ? parameters[k].At01(place[k]) : parameters[k].Value(Specification.Design == SweepDesign.List ? number : rest % parameters[k].Count);
            rest /= parameters[k].Count == 0 ? 1 : parameters[k].Count;
        }

        return new(number + 1, [.. values.Select(v => v.Text)], [.. values.Select(v => v.Number)]);
    }

    private string Fingerprint()
    {
        var all = new StringBuilder(RunExecution.Version).Append('\n').Append(RunPlans.Of(Scenario).Hash).Append('\n').Append(Specification.OwnSeeds).Append('\n');
        foreach (var parameter in Specification.Parameters) all.Append(parameter.Name).Append('\t').AppendJoin('\t', parameter.At).Append('\n');
        foreach (var point in Points) all.AppendJoin('\t', point.Texts).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }
}
