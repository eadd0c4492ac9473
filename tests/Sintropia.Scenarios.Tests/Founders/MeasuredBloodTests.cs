using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;

namespace Sintropia.Scenarios.Tests.Founders;

/// <summary>Cells of blood, as they were published, found cultures at rest.</summary>
public sealed class MeasuredBloodTests
{
    [Theory]
    [InlineData("pbmc3k_10x", "pbmc3k_raw_labelled.h5ad", "", 2700)]
    [InlineData("kang2018_pbmc_ifnb", "kang2018_pbmc_ifnb_2000cells_9015genes.h5ad", "", 2000)]
    public void Blood_is_founded_in_G0(string folder, string file, string more, int cells)
    {
        var path = Shared.Path("data", folder, file);
        var scenario = ScenarioFile.Parse($$"""
            format: 1
            seed: 1
            duration: 24 h
            cell_types: { pbmc: { preset: typical-human } }
            expression: { predictor: no-change, variable_genes: 300 }
            tissues: { blood: { populations: [ { type: pbmc, from: {{file}}, cycling: false{{more}} } ] } }
            """, "blood.yaml", new() { Folder = Path.GetDirectoryName(path) });
        var population = Assert.Single(scenario.Tissues[0].Populations);

        Assert.Equal(Founding.Resting, population.Founding);
        Assert.Equal(cells, population.Cells);
        Assert.Equal(300, scenario.Founders!.Genes.Count);
        Assert.All(Enumerable.Range(0, cells), cell => Assert.Equal(PhaseSet.G0, population.Measured!.Cells.Stage(cell)));
        // A cell keeps all that sets it apart where there are no phases to tell from it.
        var (state, mean, residual) = (population.Measured!.Cells.State(5).ToArray(), scenario.Expression!.Programmes[0].In(Phase.G0).ToArray(), population.Measured.Cells.Residual(5).ToArray());
        for (var gene = 0; gene < 300; gene++) Assert.Equal(state[gene] - mean[gene], residual[gene], 1e-5);
    }
}
