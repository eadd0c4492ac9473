using Sintropia.Design.Safety;

namespace Sintropia.Design.Tests.Safety;

public sealed class SafetyStudyTests
{
    /* A compound that kills in proportion to its level: hazard = k·c/EC50 far below EC50. A bolus of D is gone in the end, so each organ's unbound area is fup·D/CL whatever its partition, and the share that lives is
       e^(−k·fup·D/(CL·EC50)): half at D = ln 2·CL·EC50/(k·fup). */
    private const double Clearance = 10, Unbound = 0.2, Gut = 500, Marrow = 250, Tumour = 50; // L/h; share; k by organ, per h at EC50

    private const double Potency = 1000; // mg/L

    private const string Body = """
        format: 1
        name: Synthetic poison
        seed: 5
        duration: 10 d
        tick: 1 h
        record: every 12 h
        lineage: none
        organism: { body: reference-male }
        organs: { tumour: { part_of: muscle, mass: 50 g } }
        cell_types:
          enterocyte: { lifespan: { fixed: 100000 d } }
          progenitor: { lifespan: { fixed: 100000 d } }
          cancer: { lifespan: { fixed: 100000 d } }
        compounds:
          poison:
            unit: mg/L
            circulation: { unbound: 20 %, partition: { all: 2, muscle: 5 }, renal_clearance: 10 L/h }
            effects:
              - { harms: necrosis, ec50: 1000 mg/L, hill: 1, maximum: 500 per h, cell_types: [enterocyte] }
              - { harms: necrosis, ec50: 1000 mg/L, hill: 1, maximum: 250 per h, cell_types: [progenitor] }
              - { harms: necrosis, ec50: 1000 mg/L, hill: 1, maximum: 5000 per h, cell_types: [cancer] }
        tissues:
          mucosa: { organ: gut, populations: [ { type: enterocyte, cells: 1000 cells } ] }
          marrow: { organ: bone, populations: [ { type: progenitor, cells: 1000 cells } ] }
          lump: { organ: tumour, populations: [ { type: cancer, cells: 1000 cells } ] }
        conditions:
          untreated: []
          dosed: [ { compound: poison, dose: 10 mg iv, from: 12 h } ]
        """;

    private const string Task = """
        name: Synthetic poison
        scenario: body.yaml
        treated: dosed
        untreated: untreated
        dose: { at: 'conditions.dosed[0].dose', from: 1 mg iv, to: 10000 mg iv }
        organs:
          gut: { tissue: mucosa, left: 50 % }
          marrow: { tissue: marrow, left: 50 % }
        benefit: { tissue: lump, left: 50 % }
        variants:
          milder on the gut: { 'compounds.poison.effects[0].maximum': 100 per h }
        replicates: 6
        """;

    private static SafetyOutcome Studied(TemporaryFolder folder, string task = Task, string? at = null, int threads = 2)
    {
        File.WriteAllText(folder["body.yaml"], Body);
        return SafetyStudy.Run(SafetyTask.Parse(task, "task.yaml", folder.Path), threads, at);
    }

    private static double HalfLethal(double k) => Math.Log(2) * Clearance * Potency / (k * Unbound);

    [Fact]
    public void Half_lethal_doses_of_organs_are_those_of_the_law_that_kills()
    {
        using var folder = new TemporaryFolder();
        var candidate = Studied(folder).Windows[0];

        foreach (var (dose, k) in candidate.Doses.Zip((double[])[500, 250, 5000]))
        {
            Assert.Equal(DoseVerdict.Found, dose.Verdict);
            Assert.InRange(dose.Dose.Estimate, 0.9 * HalfLethal(k), 1.1 * HalfLethal(k));
            Assert.InRange(HalfLethal(k), 0.98 * dose.Dose.Low, 1.02 * dose.Dose.High);
        }

        Assert.InRange(candidate.Index.Estimate, 9, 11); // the gut dies at a tenth of the hazard
        Assert.Equal("gut", candidate.FirstHarm!.Endpoint.Readout.Name);
    }

    [Fact]
    public void A_variant_that_spares_the_gut_is_told_from_the_candidate_and_another_organ_comes_first()
    {
        using var folder = new TemporaryFolder();
        var variant = Studied(folder).Windows[1];

        Assert.Equal("marrow", variant.FirstHarm!.Endpoint.Readout.Name);
        Assert.InRange(variant.AgainstCandidate.Estimate, 1.8, 2.2);
        Assert.True(variant.AgainstCandidate.Low > 1);
    }

    [Fact]
    public void Doses_outside_the_range_are_told_and_not_guessed()
    {
        using var folder = new TemporaryFolder();
        var low = Studied(folder, Task.Replace("to: 10000 mg iv", "to: 5 mg iv", StringComparison.Ordinal));
        var high = Studied(folder, Task.Replace("from: 1 mg iv", "from: 9000 mg iv", StringComparison.Ordinal));

        Assert.All(low.Windows[0].Doses, d => Assert.Equal(DoseVerdict.Above, d.Verdict));
        Assert.All(high.Windows[0].Doses, d => Assert.Equal(DoseVerdict.Below, d.Verdict));
        Assert.True(double.IsNaN(low.Windows[0].Index.Estimate));
        Assert.Contains(low.Answer(), a => a.Contains("no dose of the range does that", StringComparison.Ordinal));
    }

    [Fact]
    public void Threads_and_what_was_kept_change_nothing()
    {
        using var folder = new TemporaryFolder();
        var task = Task.Replace("replicates: 6", "replicates: 2\ntolerance: 0.1", StringComparison.Ordinal);
        var once = Studied(folder, task, threads: 1);
        var kept = Studied(folder, task, folder["out"]);
        var again = Studied(folder, task, folder["out"]);
        SafetyFiles.Write(again, folder["out"]);

        Assert.Equal(once.Answer(), kept.Answer());
        Assert.Equal(once.Answer(), again.Answer());
        Assert.Equal(0, again.Trials);
        Assert.True(File.Exists(Path.Combine(folder["out"], SafetyFiles.Page)));
    }

    [Theory]
    [InlineData("to: 10000 mg iv", "to: 10000 ug iv", "end alike")]
    [InlineData("left: 50 % }\n  marrow", "left: 150 % }\n  marrow", "task.yaml:7: '150 %' is no share")]
    [InlineData("tissue: mucosa", "tissue: mucoza", "Did you mean 'mucosa'?")]
    [InlineData("effects[0].maximum", "effects[9].maximum", "'compounds.poison.effects[9].maximum'")]
    [InlineData("untreated: untreated", "untreated: untraeted", "Did you mean 'untreated'?")]
    public void A_task_that_cannot_be_is_told_with_value_and_what_to_do(string right, string wrong, string told)
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(told, Assert.Throws<DesignException>(() => Studied(folder, Task.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }
}
