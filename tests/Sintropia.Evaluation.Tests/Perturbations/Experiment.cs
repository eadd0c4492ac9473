using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Evaluation.Tests.Perturbations;

/// <summary>A small experiment: ten perturbations, each of which moves three genes of twenty, and thirty controls.</summary>
internal static class Experiment
{
    public const int Genes = 20, Perturbations = 10;

    public static string[] Panel { get; } = [.. Enumerable.Range(0, Genes).Select(g => $"G{g}")];

    /// <summary>Cells whose noise a seed fixes.</summary>
    /// <param name="seed">Of the noise.</param>
    /// <param name="effect">Of a perturbation on a gene.</param>
    public static PerturbationCells Cells(int seed, Func<int, int, double>? effect = null)
    {
        effect ??= Effect;
        var random = new Random(seed);
        List<float> values = [];
        List<string> labels = [];
        for (var group = -1; group < Perturbations; group++)
            for (var cell = 0; cell < (group < 0 ? 30 : 12); cell++)
            {
                labels.Add(group < 0 ? "control" : $"P{group}");
                for (var gene = 0; gene < Genes; gene++) values.Add((float)Math.Max(0, 2 + random.NextDouble() + (group < 0 ? 0 : effect(group, gene))));
            }

        return new(values.ToArray(), Panel, labels, "control");
    }

    /// <summary>The true effects: up, down and up again from a place on that the perturbation sets.</summary>
    public static double Effect(int perturbation, int gene) => ((gene - perturbation + Genes) % Genes) switch { 0 => 1.5, 1 => -1.2, 2 => 0.9, _ => 0 };
}
