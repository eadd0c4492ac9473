using System.Globalization;
using System.Text.RegularExpressions;
using Sintropia.Runs.Results;

namespace Sintropia.Runs.Tests.Results;

public sealed class NewickTests(FinishedDish finished) : IClassFixture<FinishedDish>, IDisposable
{
    private static readonly Regex Node = new("(?<name>[0-9a-f]{32}):(?<length>[-0-9.E+]+)");
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_line_is_one_balanced_tree()
    {
        var lines = File.ReadAllLines(Path.Combine(finished.Folder, "lineage.nwk"));

        Assert.Equal(16, lines.Length); // eight clones of each condition
        Assert.All(lines, line =>
        {
            var depth = 0;
            foreach (var c in line)
            {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                Assert.True(depth >= 0);
            }

            Assert.Equal((0, ';'), (depth, line[^1]));
            Assert.Equal(line.Count(c => c == '('), line.Count(c => c == ',')); // each division has two daughters
        });
    }

    [Fact]
    public void The_leaves_are_the_cells_that_never_divided_and_the_lengths_are_their_hours_of_life()
    {
        var rows = CsvRows.Read(Path.Combine(finished.Folder, "lineage.csv")).Where(r => int.Parse(r[4], CultureInfo.InvariantCulture) < 8).ToArray();
        var trees = File.ReadAllText(Path.Combine(finished.Folder, "lineage.nwk"));
        var nodes = Node.Matches(trees).Select(n => (Name: n.Groups["name"].Value, Length: double.Parse(n.Groups["length"].Value, CultureInfo.InvariantCulture), IsLeaf: n.Index == 0 || trees[n.Index - 1] != ')')).ToArray();

        Assert.Equal(rows.Select(r => r[0]).Order(StringComparer.Ordinal), nodes.Select(n => n.Name).Order(StringComparer.Ordinal));
        Assert.Equal(rows.Where(r => r[11] != "divided").Select(r => r[0]).Order(StringComparer.Ordinal), nodes.Where(n => n.IsLeaf).Select(n => n.Name).Order(StringComparer.Ordinal));
        var hours = rows.Sum(r => Number(r[10]) - Number(r[9]));
        Assert.Equal(hours, nodes.Sum(n => n.Length), hours * 1e-12);
    }

    [Fact]
    public void Daughters_stand_inside_their_mother_the_first_one_first()
    {
        Lineage("1,,,0,0,-2,5", "2,1,1,1,0,5,9", "3,1,0,1,0,5,8", "4,3,0,2,0,8,9", "5,3,1,2,0,8,9", "6,,,0,9,-1,9");
        Newick.Write(RunDirectory.Open(_folder["run"]), clones: 9);

        Assert.Equal($"(({Id(4)}:1,{Id(5)}:1){Id(3)}:3,{Id(2)}:4){Id(1)}:7;\n", File.ReadAllText(_folder["run/lineage.nwk"]));
    }

    [Fact]
    public void A_cell_whose_mother_ended_before_a_fork_begins_a_tree_of_its_own()
    {
        Lineage("2,1,1,1,0,5,19", "3,1,0,1,0,5,18", "4,3,0,2,0,18,19", "5,3,1,2,0,18,19", "7,,,0,1,-3,19");
        Newick.Write(RunDirectory.Open(_folder["run"]));

        Assert.Equal($"{Id(2)}:14;\n({Id(4)}:1,{Id(5)}:1){Id(3)}:13;\n{Id(7)}:22;\n", File.ReadAllText(_folder["run/lineage.nwk"]));
    }

    public void Dispose() => _folder.Dispose();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Id(int number) => number.ToString("d32", CultureInfo.InvariantCulture);

    /// <summary>A lineage table from cell, mother, sister, generation, clone, birth and end.</summary>
    private void Lineage(params string[] cells)
    {
        var rows = cells.Select(c => c.Split(',')).Select(c => $"{Id(int.Parse(c[0], CultureInfo.InvariantCulture))},{(c[1].Length > 0 ? Id(int.Parse(c[1], CultureInfo.InvariantCulture)) : "")},{c[2]},{c[3]},{c[4]},line,dish,control,1,{c[5]},{c[6]},alive,0,0,0,0,0");
        RunDirectory.Create(_folder["run"], false).Write("lineage.csv", $"cell_id,parent_id,sister,generation,clone,cell_type,tissue,condition,replicate,birth_h,end_h,fate,g0_h,g1_h,s_h,g2_h,m_h\n{string.Join('\n', rows)}\n");
        File.WriteAllText(_folder["run/run.json"], "{}");
    }
}
