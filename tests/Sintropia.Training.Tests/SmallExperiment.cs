using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Training.Tests;

/// <summary>A folder with counts of sixteen genes in two contexts: controls, six singles and five doubles whose effects add up, 14 cells each.</summary>
internal sealed class SmallExperiment : IDisposable
{
    public const int Genes = 16, CellsOfEach = 14;

    public static readonly string[] Perturbations = ["control", "A", "B", "C", "D", "E", "F", "A+B", "A+C", "B+C", "D+E", "E+F"];

    /// <param name="contexts">How many contexts.</param>
    /// <param name="change">Changes counts, to make data that cannot be used; shape [cells, genes].</param>
    /// <param name="control">What controls are called.</param>
    public SmallExperiment(int contexts = 1, Func<float, float>? change = null, string control = "control")
    {
        var random = new Random(17);
        List<float> counts = [];
        List<string> done = [], where = [];
        foreach (var context in Enumerable.Range(0, contexts))
            foreach (var perturbation in Perturbations)
                for (var cell = 0; cell < CellsOfEach; cell++)
                {
                    done.Add(perturbation == "control" ? control : perturbation);
                    where.Add($"line {context}");
                    for (var gene = 0; gene < Genes; gene++)
                    {
                        var log = 1.5 + 0.1 * gene + 0.3 * context + (perturbation == "control" ? 0 : perturbation.Split('+').Sum(p => Effect(p[0] - 'A', gene)));
                        var count = Poisson(random, Math.Exp(log));
                        counts.Add(change?.Invoke(count) ?? count);
                    }
                }

        string[] names = [.. done.Select((_, i) => $"cell {i}")];
        AnnDataWriter.Write(this["cells.h5ad"], new AnnotatedMatrix(new DenseMatrix(done.Count, Genes, [.. counts]),
            new(names, CategoryColumn.Of("condition", [.. done]), CategoryColumn.Of("line", [.. where]), new NumberColumn("size", [.. Enumerable.Range(0, done.Count).Select(i => (double)counts.Skip(i * Genes).Take(Genes).Sum())])),
            new([.. Enumerable.Range(0, Genes).Select(g => $"G{g}")])));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("sintropia-training-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public static double Effect(int perturbation, int gene) => ((gene - 2 * perturbation + 2 * Genes) % Genes) switch { 0 => 0.9, 1 => -0.8, 2 => 0.5, _ => 0 };

    /// <summary>Writes a configuration.</summary>
    public string Write(string text, string name = "config.yaml")
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static float Poisson(Random random, double mean)
    {
        var (count, left) = (0, Math.Exp(-mean));
        for (var product = random.NextDouble(); product > left; product *= random.NextDouble()) count++;
        return count;
    }
}
