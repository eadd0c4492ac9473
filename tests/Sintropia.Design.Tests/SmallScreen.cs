using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Design.Tests;

/// <summary>A folder with counts of 40 genes: controls, six singles and five doubles whose effects add up in logarithms, 30 cells each. The genes themselves are not in the panel.</summary>
internal sealed class SmallScreen : IDisposable
{
    public const int Genes = 40, CellsOfEach = 30;

    public static readonly string[] Perturbations = ["control", "A", "B", "C", "D", "E", "F", "A+B", "A+C", "B+C", "D+E", "E+F"];

    private readonly TemporaryFolder _folder = new();

    public SmallScreen()
    {
        var random = new Random(29);
        List<float> counts = [];
        List<string> done = [];
        foreach (var perturbation in Perturbations)
            for (var cell = 0; cell < CellsOfEach; cell++)
            {
                done.Add(perturbation);
                for (var gene = 0; gene < Genes; gene++) counts.Add(Poisson(random, Math.Exp(1.5 + 0.03 * gene + (perturbation == "control" ? 0 : perturbation.Split('+').Sum(p => Effect(p[0] - 'A', gene))))));
            }

        AnnDataWriter.Write(this["cells.h5ad"], new AnnotatedMatrix(new DenseMatrix(done.Count, Genes, [.. counts]), new([.. done.Select((_, i) => $"cell {i}")], CategoryColumn.Of("condition", [.. done])), new([.. Enumerable.Range(0, Genes).Select(g => $"G{g}")])));
    }

    public string this[string name] => _folder[name];

    public string Root => _folder.Path;

    /// <summary>By how much a perturbation moves the logarithm of a gene: each has six genes of its own.</summary>
    public static double Effect(int perturbation, int gene) => gene / 6 == perturbation ? gene % 2 == 0 ? 0.9 : -0.8 : 0;

    public string Task(string text)
    {
        File.WriteAllText(this["task.yaml"], text);
        return this["task.yaml"];
    }

    public void Dispose() => _folder.Dispose();

    private static float Poisson(Random random, double mean)
    {
        var (count, left) = (0, Math.Exp(-mean));
        for (var product = random.NextDouble(); product > left; product *= random.NextDouble()) count++;
        return count;
    }
}
