using Sintropia.Design.Combinations;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Combinations;

namespace Sintropia.Design.Tests.Combinations;

public sealed class CombineTests
{
    private const string Columns = "columns: { block: [BlockId], drug_a: RowName, drug_b: ColName, dose_a: RowConcs, dose_b: ColConcs, response: viability, percent: true, target: RowTarget }\n";

    private static string Screen => Shared.File("data/drug_combination_matrices/griner2014_tmd8_ibrutinib_6x6.csv.gz");

    /// <summary>A matrix of 6 × 6 in which both drugs are weak alone and their excess is a hill about one pair.</summary>
    private static CombinationMatrix Hill(int number, int atA, int atB, Func<int, int, bool>? isMeasured = null) => new($"{number}", $"drug {number}", "partner", [.. from a in Enumerable.Range(0, 7)
        from b in Enumerable.Range(0, 7)
        where a == 0 || b == 0 || isMeasured is null || isMeasured(a, b)
        let alone = (1 - 0.04 * a) * (1 - 0.03 * b)
        let excess = a * b == 0 ? 0 : 0.4 * Math.Exp(-0.25 * ((a - atA) * (a - atA) + (b - atB) * (b - atB)))
        select new CombinationWell(a == 0 ? 0 : Math.Pow(3, a), b == 0 ? 0 : Math.Pow(3, b), alone - excess)]);

    [Fact]
    public void A_search_by_a_process_climbs_a_hill_that_random_measurements_miss()
    {
        var pairs = MeasuredPairs.Of(Hill(1, 2, 5), BaselineRule.AsGiven)!;
        var space = new SearchSpace([.. Enumerable.Range(0, 36).Select(pairs.Features)], [.. Enumerable.Range(0, 36).Select(pairs.Bliss)], [.. Enumerable.Repeat(double.NaN, 36)]);
        double Needed(SearchStrategy strategy) => Enumerable.Range(0, 20).Average(seed =>
        {
            var search = new ActiveSearch(space, strategy, (ulong)seed, 0.02);
            for (var n = 1; ; n++)
            {
                var place = search.Next(1)[0];
                search.Tell(place, pairs.Excess(place));
                if (pairs.Excess(place) > 0.399) return n;
            }
        });

        Assert.InRange(Needed(SearchStrategy.Random), 14, 23); // 18.5 expected
        Assert.InRange(Needed(SearchStrategy.Improvement), 1, 10);
        Assert.InRange(Needed(SearchStrategy.UpperBound), 1, 12);
    }

    [Fact]
    public void A_batch_holds_no_place_twice_and_none_that_was_measured()
    {
        var pairs = MeasuredPairs.Of(Hill(1, 2, 5), BaselineRule.AsGiven)!;
        foreach (var strategy in Enum.GetValues<SearchStrategy>())
        {
            var search = new ActiveSearch(new([.. Enumerable.Range(0, 36).Select(pairs.Features)], [.. Enumerable.Range(0, 36).Select(pairs.Bliss)], [.. Enumerable.Range(0, 36).Select(p => (double)p)]), strategy, 3, 0.02);
            var all = new List<int>();
            while (search.Next(5) is { Count: > 0 } batch)
                foreach (var place in batch)
                {
                    all.Add(place);
                    search.Tell(place, pairs.Excess(place));
                }

            Assert.Equal(Enumerable.Range(0, 36), all.Order());
        }
    }

    [Fact]
    public void Excesses_are_those_that_combinations_are_scored_by()
    {
        var table = AssayTable.Read(Screen, Evaluation.Lineages.RowFilter.Parse("BlockId == 42"));
        var matrix = CombinationMatrix.Of(table, new() { Block = ["BlockId"], DrugA = "RowName", DrugB = "ColName", DoseA = "RowConcs", DoseB = "ColConcs", Response = "viability", Scale = 100 })[0];
        var scores = CombinationScores.Of(matrix.Wells, new() { Baseline = BaselineRule.ControlWells });
        var pairs = MeasuredPairs.Of(matrix, BaselineRule.ControlWells)!;

        Assert.Equal(25, scores.Cells.Count);
        foreach (var cell in scores.Cells)
            Assert.Equal(cell.Excess(ReferenceModel.Bliss), pairs.Excess(pairs.DosesA.ToList().IndexOf(cell.DoseA) * 5 + pairs.DosesB.ToList().IndexOf(cell.DoseB)), 12);
        Assert.Equal(0.01929309802926593, pairs.MeanExcess, 12); // NumPy
    }

    [Fact]
    public void What_is_proposed_is_not_measured_yet_and_lies_on_the_hill()
    {
        // The edges are measured and rise towards (2, 5).
        MeasuredPairs[] matrices = [MeasuredPairs.Of(Hill(1, 2, 5, (a, b) => (a + b) % 2 == 0 && !(a is 2 or 3 && b == 5)), BaselineRule.AsGiven)!];
        var task = CombineTask.Parse("table: none.csv\nnext: 4", "task.yaml", ".");
        var proposal = CombineProposal.Of(matrices, [""], task);

        Assert.Equal(4, proposal.Pairs.Count);
        Assert.All(proposal.Pairs, p => Assert.True(double.IsNaN(matrices[0].Effects[matrices[0].DosesA.ToList().IndexOf(p.DoseA)][matrices[0].DosesB.ToList().IndexOf(p.DoseB)])));
        Assert.Contains(proposal.Pairs.Take(2), p => p.DoseA == 9 && p.DoseB == 243);
        Assert.Empty(proposal.Drugs);
    }

    [Fact]
    public void Drugs_like_those_that_worked_are_proposed_before_others()
    {
        // Of eight drugs with either of two targets, six are measured together; kinase inhibitors work, statins do not.
        var matrices = Enumerable.Range(0, 8).Select(d => MeasuredPairs.Of(Hill(d, d % 2 == 0 ? 3 : 99, 3, (_, _) => d < 6), BaselineRule.AsGiven)!).ToArray();
        var groups = Enumerable.Range(0, 8).Select(d => d % 2 == 0 ? "kinase" : "reductase").ToArray();
        var proposal = CombineProposal.Of(matrices, groups, CombineTask.Parse("table: none.csv\nnext: 2\nacquisition: upper_confidence", "task.yaml", "."));

        Assert.Equal(["drug 6", "drug 7"], proposal.Drugs.Select(d => d.DrugA));
        Assert.True(proposal.Drugs[0].Excess > proposal.Drugs[1].Excess);
    }

    [Fact]
    public void Regrets_do_not_depend_on_threads_and_end_at_nought()
    {
        MeasuredPairs[] matrices = [.. Enumerable.Range(0, 8).Select(d => MeasuredPairs.Of(Hill(d, 1 + d % 6, 1 + d / 2), BaselineRule.AsGiven)!)];
        var judge = new JudgeOptions { Seeds = 3, Measurements = 36, Matrices = 8, Batch = 2 };
        var once = RegretStudy.Of(matrices, [.. matrices.Select(_ => "")], judge, 1, threads: 1);
        var again = RegretStudy.Of(matrices, [.. matrices.Select(_ => "")], judge, 1, threads: 2);

        Assert.Equal(once.Pairs.SelectMany(c => c.Regret), again.Pairs.SelectMany(c => c.Regret));
        Assert.Equal(once.Drugs.SelectMany(c => c.Regret), again.Drugs.SelectMany(c => c.Regret));
        Assert.All(once.Pairs.Concat(once.Drugs), c => Assert.Equal(0, c.Regret[^1].Estimate, 12));
        Assert.All(once.Pairs, c => Assert.Equal(1, c.Found[^1].Estimate, 12));
        Assert.All(once.Pairs.Concat(once.Drugs), c => Assert.All(c.Regret.Zip(c.Regret.Skip(1)), r => Assert.True(r.Second.Estimate <= r.First.Estimate + 1e-12)));
    }

    [Fact]
    public void A_screen_of_cultures_finds_that_a_G1_blocker_shields_from_a_mitotic_poison()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["dish.yaml"], """
            format: 1
            name: Two drugs
            seed: 3
            duration: 48 h
            record: every 12 h
            lineage: none
            cell_types: { line: { cycle: { G1: { erlang: 8 h, stages: 4 }, S: { fixed: 7 h }, G2: { fixed: 3 h }, M: { fixed: 1 h } } } }
            compounds:
              blocker: { unit: nM, effects: [ { holds: G1, ec50: 100 nM, hill: 2 } ] }
              poison: { unit: nM, effects: [ { harms: mitotic_death, in: M, ec50: 5 nM, hill: 2, maximum: 3 per h } ] }
            tissues: { dish: { populations: [ { type: line, cells: 300 cells } ] } }
            interventions: [ { compound: blocker, dose: 0 nM, from: 0 h }, { compound: poison, dose: 0 nM, from: 0 h } ]
            """);
        var screen = CombineTask.Parse("""
            screen:
              scenario: dish.yaml
              drugs: { blocker: { at: 'interventions[0].dose', doses: [0 nM, 50 nM, 0.2 uM] }, poison: { at: 'interventions[1].dose', doses: [0 nM, 3 nM, 10 nM] } }
              replicates: 2
            """, "task.yaml", folder.Path).Screen!;
        var matrix = Assert.Single(screen.Run());
        var scores = CombinationScores.Of(matrix.Wells);

        Assert.Equal([0, 50, 200], matrix.Wells.Select(w => w.DoseA).Distinct());
        Assert.Equal(18, matrix.Wells.Count);
        Assert.True(scores[ReferenceModel.Bliss].Mean.Estimate < -0.02); // antagonism
    }

    [Theory]
    [InlineData("next: 3", "names either a 'table' of measurements or a 'screen'")]
    [InlineData("table: a.csv\nnext: none", "task.yaml:2: 'next' is 'none', which is no number")]
    [InlineData("table: a.csv\nbaseline: fited", "Did you mean 'fitted'?")]
    [InlineData("table: a.csv\ncolumns: { dose: x }", "There is no 'columns.dose'. Did you mean 'dose_a'?")]
    [InlineData("screen: { scenario: s.yaml, drugs: { a: { at: x, doses: [0 nM, 1 nM] } } }", "A screen of pairs takes two drugs or more")]
    public void A_task_that_cannot_be_is_told_with_line_and_value(string text, string told) => Assert.Contains(told, Assert.Throws<DesignException>(() => CombineTask.Parse(text, "task.yaml", ".")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_without_drugs_alone_or_with_everything_measured_is_told()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["both.csv"], "drug_a,drug_b,dose_a,dose_b,response\nx,y,1,1,0.5\nx,y,2,1,0.4\n");
        var task = CombineTask.Parse("table: both.csv\nbaseline: given", "task.yaml", folder.Path);
        Assert.Contains("measured alone", Assert.Throws<DesignException>(() => CombineSearch.Read(task)).Message, StringComparison.Ordinal);

        MeasuredPairs[] full = [MeasuredPairs.Of(Hill(1, 2, 5), BaselineRule.AsGiven)!];
        Assert.Contains("nothing to propose", Assert.Throws<DesignException>(() => CombineProposal.Of(full, [""], task)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be judged", Assert.Throws<DesignException>(() => RegretStudy.Of(full, [""], new(), 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_whole_screen_is_read_and_every_matrix_can_be_searched()
    {
        using var folder = new TemporaryFolder();
        var (matrices, targets, leftOut) = CombineSearch.Read(CombineTask.Parse(Columns, "task.yaml", folder.Path, Screen));

        Assert.Equal((466, 0), (matrices.Count, leftOut));
        Assert.All(matrices, m => Assert.Equal(25, Enumerable.Range(0, m.Places).Count(p => double.IsFinite(m.Excess(p)))));
        Assert.True(targets.Count(t => t.Length > 0) > 400);
    }
}
