using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Data.Scores;
using Sintropia.Data.Tables;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;

namespace Sintropia.Runs.Tests.Execution;

/// <summary>iPSC of five donors, with the phases that FUCCI reporters showed, found a culture (Hsiao et al. 2020, doi:10.1101/gr.247759.118). What it expresses two days later says in which phase its cells are.</summary>
public sealed class FucciCultureTests(ITestOutputHelper output) : IDisposable
{
    private const string HeldOut = "NA18511";

    private const string Text = """
        format: 1
        name: iPSC
        seed: 2020
        duration: 48 h
        record: every 12 h
        cell_types:
          ipsc: { cycle: { G1: { erlang: 3 h, stages: 4 }, S: { erlang: 9 h, stages: 10 }, G2: { erlang: 4 h, stages: 6 }, M: 1 h } }
        expression: { predictor: no-change, half_life: 20 min, snapshot: every 24 h, sample: 1000 cells }
        tissues:
          dish: { populations: [ { type: ipsc, from: donors.h5ad, symbols: hgnc, phase: fucci, where: 'chip_id != "NA18511"' } ] }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Phases_are_told_from_what_simulated_cells_express()
    {
        var data = Donors();
        AnnDataWriter.Write(_folder["donors.h5ad"], data);
        File.WriteAllText(_folder["scenario.yaml"], Text);
        var view = await Dish.Carry(Dish.Request(_folder["run"], RunPlans.Of(ScenarioFile.Load(_folder["scenario.yaml"]))));
        Assert.Equal(RunStatus.Completed, view.Status);

        // The scorer sees measured cells and what the reporters showed of them, and of simulated ones what they express.
        int[] seen = [.. Enumerable.Range(0, data.Cells).Where(c => data.Obs["chip_id"].Text(c) != HeldOut)];
        var panel = GenePanel.Of(data.Var, "hgnc");
        var logs = LogTransform.Log1p(LibrarySizes.Normalise(data.X!, new() { Target = 1e4 }).Matrix).SelectRows(seen);
        var scorer = PhaseDiscriminant.Train(logs, panel, [.. seen.Select(c => Enum.Parse<CyclePhase>(data.Obs["fucci"].Text(c)!))]);
        using var file = AnnDataFile.Open(_folder["run/cells.h5ad"]);
        var cells = file.Read();
        var told = scorer.Predict(cells.X!, GenePanel.Of(cells.Var)).Phases;
        var scored = PhaseScoring.Score(cells.X!, GenePanel.Of(cells.Var), new() { Aliases = GeneAliases.Shipped }).Phases;

        foreach (var time in new[] { 24.0, 48 })
        {
            int[] now = [.. Enumerable.Range(0, cells.Cells).Where(c => ((NumberColumn)cells.Obs["time_h"]).Values[c] == time)];
            CyclePhase[] truth = [.. now.Select(c => cells.Obs["phase"].Text(c) switch { "G1" => CyclePhase.G1, "S" => CyclePhase.S, _ => CyclePhase.G2M })];
            var learned = PhaseAccuracy.Of([.. now.Select(c => told[c])], truth);
            var usual = PhaseAccuracy.Of([.. now.Select(c => scored[c])], truth);
            output.WriteLine(FormattableString.Invariant($"{time} h: learned {learned.Share:F3} ({learned.Interval.Low:F3} to {learned.Interval.High:F3}), scanpy's rule {usual.Share:F3}; {string.Join(" ", learned.Confusion)}"));
            Assert.True(learned.Interval.Low >= 0.8, FormattableString.Invariant($"Only {learned.Share:F3} of the phases are told at {time} h."));
        }
    }

    private static AnnotatedMatrix Donors()
    {
        using var file = AnnDataFile.Open(Shared.Path("data", "fucci_ipsc_hsiao2020", "fucci_ipsc_hsiao2020_101genes.h5ad"));
        var data = file.Read();
        var shown = FucciPhases.Of(((NumberColumn)data.Obs["rfp.median.log10sum.adjust"]).Values, ((NumberColumn)data.Obs["gfp.median.log10sum.adjust"]).Values).Phases;
        return data.WithTables(obs: data.Obs.With(CategoryColumn.Of("fucci", [.. shown.Select(p => p.ToString())])));
    }
}
