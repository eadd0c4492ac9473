using System.Globalization;
using System.Text;
using Sintropia.Design.Safety.Dependencies;

namespace Sintropia.Design.Tests.Safety.Dependencies;

public sealed class DependencyStudyTests
{
    private const int Lines = 120, Genes = 40;

    private static double Uniform(int a, int b, int c)
    {
        var z = unchecked((ulong)(a * 7919 + b * 104_729 + c * 1_299_709 + 17) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((z ^ (z >> 31)) >> 11) * Math.Pow(2, -53) - 0.5;
    }

    /// <summary>Lines lie on two axes that expression shows; gene effects follow one of them, with a mean of each gene. Of labels that say nothing the effects are drawn.</summary>
    private static DependencyMap Map(TemporaryFolder folder, bool follows = true)
    {
        static string Row(string name, IEnumerable<double> values) => $"{name},{string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}\n";
        StringBuilder effects = new($"ModelID,{string.Join(',', Enumerable.Range(0, Genes).Select(g => $"G{g} ({g + 1})"))}\n"), expression = new(effects.ToString());
        for (var l = 0; l < Lines + 5; l++)
        {
            double first = Uniform(l, 0, 1), second = Uniform(l, 0, 2);
            expression.Append(Row($"L{l}", Enumerable.Range(0, Genes).Select(g => 5 + 3 * Uniform(g, 1, 3) + 2 * first * Math.Sign(Uniform(g, 1, 4)) + second + 0.3 * Uniform(l, g, 5))));
            if (l < Lines) effects.Append(Row($"L{l}", Enumerable.Range(0, Genes).Select(g => Uniform(g, 2, 6) + (follows ? first * Math.Sign(Uniform(g, 1, 4)) : Uniform(l, g, 7)) + 0.2 * Uniform(l, g, 8))));
        }

        File.WriteAllText(folder["effects.csv"], effects.ToString());
        File.WriteAllText(folder["expression.csv"], expression.ToString());
        return DependencyMap.Read(folder["effects.csv"], folder["expression.csv"], null);
    }

    [Fact]
    public void What_expression_shows_is_ranked_and_the_mean_ranks_no_lines()
    {
        using var folder = new TemporaryFolder();
        var scores = DependencyStudy.Of(Map(folder), null, 4, 1);
        DependencyScore Of(string held, string ranked, DependencyModel model) => scores.Single(s => s.HeldOut == held && s.Ranked == ranked && s.Model == model);

        Assert.Equal(0, Of(DependencyStudy.Lines, DependencyStudy.LinesWithinGene, DependencyModel.Mean).Correlation.Estimate);
        Assert.True(Of(DependencyStudy.Lines, DependencyStudy.LinesWithinGene, DependencyModel.Kernel).Correlation.Low > 0.8);
        Assert.True(Of(DependencyStudy.Lines, DependencyStudy.LinesWithinGene, DependencyModel.ExpressionRidge).Correlation.Low > 0.8);
        // Genes whose expression goes with the axis are like those whose effect does, also where they were held out.
        Assert.True(Of(DependencyStudy.Both, DependencyStudy.LinesWithinGene, DependencyModel.Kernel).AgainstRidge.Low > 0);
    }

    [Fact]
    public void Effects_that_expression_does_not_show_are_not_ranked()
    {
        using var folder = new TemporaryFolder();
        var scores = DependencyStudy.Of(Map(folder, follows: false), null, 4, 1);

        Assert.All(scores.Where(s => s.Ranked == DependencyStudy.LinesWithinGene), s => Assert.InRange(s.Correlation.Estimate, -0.1, 0.1));
        Assert.True(scores.First(s => s.HeldOut == DependencyStudy.Lines && s.Ranked == DependencyStudy.GenesWithinLine && s.Model == DependencyModel.Mean).Correlation.Low > 0.4); // genes have means
    }

    [Fact]
    public void Lines_that_were_not_screened_are_predicted_and_candidates_looked_up()
    {
        using var folder = new TemporaryFolder();
        var map = Map(folder);
        var panel = Assert.Single(DependencyPanel.Of(map, null, ["G3"]));

        Assert.Equal(["L120", "L121", "L122", "L123", "L124"], map.Others);
        for (var i = 0; i < 5; i++) Assert.Equal(Uniform(3, 2, 6) + Uniform(120 + i, 0, 1) * Math.Sign(Uniform(3, 1, 4)), panel.Effects[i], 0.3);
        Assert.InRange(panel.Error, 0.02, 0.15);
        Assert.Contains("'G391' is not among the 40 genes", Assert.Throws<DesignException>(() => DependencyPanel.Of(map, null, ["G391"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_without_common_lines_are_refused()
    {
        using var folder = new TemporaryFolder();
        Map(folder);
        File.WriteAllText(folder["other.csv"], "ModelID,G1 (2)\nX1,1\nX2,2\n");

        Assert.Contains("0 lines and 1 genes in common", Assert.Throws<DesignException>(() => DependencyMap.Read(folder["effects.csv"], folder["other.csv"], null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_factor_solves_its_system()
    {
        double[][] a = [.. Enumerable.Range(0, 300).Select(i => Enumerable.Range(0, 300).Select(j => Math.Exp(-0.01 * (i - j) * (i - j))).ToArray())];
        double[] b = [.. Enumerable.Range(0, 300).Select(i => Uniform(i, 3, 9))];
        var x = new PositiveSolve(a, 0.5).Columns([b])[0];

        for (var i = 0; i < 300; i++) Assert.Equal(b[i], a[i].Select((v, j) => v * x[j]).Sum() + 0.5 * x[i], 10);
        Assert.Throws<ArgumentException>(() => new PositiveSolve([[1.0, 2], [2, 1]], 0));
    }
}
