using System.Text.RegularExpressions;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Scenarios.Presets;
using Sintropia.Scenarios.Provenance;

namespace Sintropia.Scenarios.Tests.Presets;

public sealed partial class PresetLibraryTests
{
    public static TheoryData<PresetKind, string> All => new(Enum.GetValues<PresetKind>().SelectMany(k => PresetLibrary.Names(k).Select(n => (k, n))));

    [Theory, MemberData(nameof(All))]
    public void Every_number_has_a_status_and_a_source_or_a_reason(PresetKind kind, string name)
    {
        var scenario = Using(kind, name);
        var subject = kind switch { PresetKind.CellType => "it", PresetKind.Tissue => "", _ => "drug" };
        var numbers = scenario.Assumptions.Where(a => a.Subject.StartsWith(subject, StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(numbers);
        Assert.All(numbers, n =>
        {
            Assert.NotEqual(AssumptionStatus.Given, n.Status);
            Assert.True(n.Unit.Length > 0 || n.What is "stages" or "scale" or "rounds" or "power" or "probability" or "Hill power" or "blood : plasma ratio" or "log P" or "pKa of an acid" or "pKa of a base" || n.What.StartsWith("partition into", StringComparison.Ordinal), $"{n.Subject}, {n.What} has no unit");
            if (n.Status == AssumptionStatus.Sourced) Assert.NotEmpty(n.Source);
            else Assert.NotEmpty(n.Note);
            if (n.Doi.Length > 0) Assert.Matches(Doi(), n.Doi);
        });
    }

    [Theory, MemberData(nameof(All))]
    public void Every_preset_says_what_it_is(PresetKind kind, string name) => Assert.Matches("^description: .{20,}", PresetLibrary.Text(kind, name));

    [Theory]
    [InlineData("physicell-template", 19.108, new[] { 0, .3296, .4522, .1779, .0403 })]
    [InlineData("mcf10a-flow-cytometry", 16.052, new[] { 0, .3537, .4232, .1800, .0431 })]
    [InlineData("mcf10a-ki67", 18.899, new[] { 0, .3891, .6109, 0, 0 })]
    [InlineData("crypt-stem", 24.000, new[] { 0, .6652, .1795, .1261, .0293 })]
    [InlineData("crypt-transit", 12.000, new[] { 0, .2182, .4470, .2754, .0595 })]
    [InlineData("typical-human", 23.505, new[] { 0, .5359, .3061, .1281, .0299 })]
    public void Presets_grow_as_their_closed_forms_say(string name, double doubling, double[] fractions)
    {
        var growth = StableGrowth.Of(Using(PresetKind.CellType, name).CellTypes[0].Law);

        Assert.Equal(doubling, growth.DoublingTime, 0.02);
        for (var i = 0; i < fractions.Length; i++) Assert.Equal(fractions[i], growth.Fractions[i], 1e-3);
    }

    [Theory]
    [InlineData("v79", .6389)]
    [InlineData("hsg", .4181)]
    public void Radiosensitive_presets_survive_2_Gy_as_measured(string name, double survival) =>
        Assert.Equal(survival, Using(PresetKind.CellType, name).CellTypes[0].Law.Radiosensitivity!.Survival.Survival(2), 1e-4);

    [Fact]
    public void An_unknown_preset_lists_those_that_exist() =>
        Assert.Contains("typical-human", Assert.Throws<ArgumentException>(() => PresetLibrary.Text(PresetKind.CellType, "nothing")).Message);

    [Fact]
    public void A_scenario_can_give_the_cells_of_a_template_other_numbers_and_the_tissue_other_founders()
    {
        var scenario = Valid.Parse("""
            format: 1
            seed: 1
            duration: 24 h
            cell_types: { villus: { lifespan: 3 d } }
            organism: { body: reference-male }
            tissues: { mucosa: { preset: small-intestine, scale: 7, populations: [ { type: intestinal-stem, cells: 10 cells }, { type: villus, cells: 5 cells } ] } }
            """);

        Assert.Equal(72, scenario.CellTypes.Single(t => t.Name == "villus").Law.Quiescence.Rest.Mean);
        Assert.Equal(("gut", 7.0, 2), (scenario.Tissues[0].Organ, scenario.Tissues[0].Scale, scenario.Tissues[0].Populations.Count));
        Assert.Contains("small-intestine", Valid.Problem(Valid.With("populations:", "preset: small-intestin\n    populations:")).ToString());
        Assert.Contains("A tissue needs 'populations'", Valid.Problem(Valid.With("dish:\n    populations:\n      - { type: line, cells: 500 cells }", "dish: { organ: culture }")).What);
    }

    private static Scenario Using(PresetKind kind, string name) => kind == PresetKind.Tissue ? Valid.Parse($$"""
        format: 1
        seed: 1
        duration: 24 h
        organism: { body: reference-male }
        tissues: { it: { preset: {{name}} }{{(name == "marrow" ? ", cells: { preset: circulating-neutrophils }" : "")}} }
        """) : Valid.Parse($$"""
        format: 1
        seed: 1
        duration: 24 h
        cell_types: { it: { preset: {{(kind == PresetKind.CellType ? name : "typical-human")}} } }
        {{(kind == PresetKind.Compound ? $"compounds: {{ drug: {{ preset: {name} }} }}" : "")}}
        organism: { body: reference-male }
        tissues: { dish: { organ: muscle, populations: [ { type: it, cells: 10 cells } ] } }
        """);

    [GeneratedRegex(@"^10\.\d{4,9}/[-._;()/:A-Za-z0-9]+$")]
    private static partial Regex Doi();
}
