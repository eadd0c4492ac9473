using Sintropia.Data.Matrices;
using Sintropia.Data.Projections;
using Sintropia.Predictors.Trained;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;
using Sintropia.Training.Cells;

namespace Sintropia.Training.Trajectories;

/// <summary>The way of a cell through the space of expression while one of its genes is drawn to another level step by step, beside measured cells in the plane of their first two principal components.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Gene">The gene that is forced.</param>
/// <param name="Cell">The cell that it is forced in.</param>
/// <param name="From">Its level there.</param>
/// <param name="To">Where the level goes.</param>
/// <param name="Genes">The panel.</param>
/// <param name="States">What the network makes of the cell at each step; [steps][genes], the first untouched.</param>
/// <param name="Path">The steps in the plane.</param>
/// <param name="Cells">Measured cells in the plane.</param>
/// <param name="Labels">What each measured cell is.</param>
/// <param name="Explained">Share of the variance of measured cells along both axes.</param>
/// <param name="Highest">The highest level of any gene in the measured cells.</param>
/// <remarks>The picture of the virtual cell line: a perturbation that is introduced gradually draws a trajectory. The network has learned which genes go together and has seen no perturbation; it says what is alike, not what is caused.</remarks>
public sealed record Trajectory(string Model, string Gene, string Cell, double From, double To, IReadOnlyList<string> Genes, IReadOnlyList<float[]> States, IReadOnlyList<(double X, double Y)> Path, IReadOnlyList<(double X, double Y)> Cells, IReadOnlyList<string> Labels, (double X, double Y) Explained, double Highest)
{
    private const int MostCells = 2000;
    private const double TooFar = 3;
    private const double HighQuantile = 0.99;

    /// <summary>Follows a cell.</summary>
    /// <param name="model">A virtual cell line.</param>
    /// <param name="source">Measured cells of the model's panel, and the one that is followed.</param>
    /// <param name="control">What controls are called, one of which is followed where no cell is named.</param>
    /// <param name="options">Which gene, and in which cell.</param>
    /// <exception cref="TrainingException">The model is another, or gene or cell are not there; the nearest is named.</exception>
    public static Trajectory Of(TrainedModel model, CellSource source, string control, TrajectoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        if (model.Networks.Values.OfType<VirtualCellLineNetwork>().FirstOrDefault() is not { } network) throw new TrainingException($"{model.Description.Name} is no virtual cell line but of the kind {model.Description.Family}, and trajectories are those of a virtual cell line, which forces genes of its own input. Train one with 'model: {ModelFamily.VirtualCellLine}'.");
        var genes = model.Description.Genes;
        var gene = Enumerable.Range(0, genes.Count).FirstOrDefault(g => genes[g] == options.Gene, -1);
        if (gene < 0) throw new TrainingException($"The gene '{options.Gene}' is not in the panel of {genes.Count} that {model.Description.Name} was trained on, so it cannot be forced.{(NearestName.To(options.Gene, genes) is { } near ? $" Did you mean '{near}'?" : "")}");
        int[] shown = Evenly(source.Cells);
        var rows = source.Rows(shown);
        var cell = options.Cell is { } name ? Named(source, name) : Middle(source, control);
        var start = source.Rows([cell]);
        var level = options.Level ?? High(rows, genes.Count, gene);
        var states = new ForcedTrajectory { Rule = options.Rule, Share = options.Share, MostSteps = options.MostSteps }.Of(network, Tensor.From([genes.Count], start), gene, level).ToArray().Chunk(genes.Count).ToArray();

        var plane = PrincipalComponents.Of(new DenseMatrix(shown.Length, genes.Count, rows), new() { Count = 2 });
        var path = plane.Project(new DenseMatrix(states.Length, genes.Count, [.. states.SelectMany(s => s)]));
        return new(model.Description.Name, options.Gene, source.Names[cell], start[gene], level, genes, states, Points(path, plane.Count), Points(plane.Scores, plane.Count),
            [.. shown.Select(i => string.Join(", ", new[] { source.Contexts[i], source.Perturbations[i] }.Where(t => t.Length > 0)))], (plane.Explained[0], plane.Count > 1 ? plane.Explained[1] : 0), rows.Max());
    }

    /// <summary>Whether states leave what any cell expresses: fed its own dense pictures, a network that was trained without zeros makes ever more of them. Then the way means nothing.</summary>
    public bool RunsAway => States.Any(s => s.Any(v => !(v <= TooFar * Math.Max(Highest, Math.Max(From, To)))));

    /// <summary>Genes by how far they are at the end from where they were at the beginning, the forced one left out: those that rose most, and those that fell most.</summary>
    /// <param name="most">How many of each.</param>
    public (IReadOnlyList<(string Gene, double Change)> Up, IReadOnlyList<(string Gene, double Change)> Down) Movers(int most)
    {
        var changes = Enumerable.Range(0, Genes.Count).Where(g => Genes[g] != Gene).Select(g => (Gene: Genes[g], Change: (double)States[^1][g] - States[0][g])).OrderByDescending(g => g.Change).ToArray();
        return ([.. changes.Where(c => c.Change > 0).Take(most)], [.. changes.Where(c => c.Change < 0).Reverse().Take(most)]);
    }

    /// <summary>Level of the forced gene at each step.</summary>
    public IReadOnlyList<double> Levels(double share) => [.. Enumerable.Range(0, States.Count).Select(i => From + Math.Min(1, share * i) * (To - From))];

    private static (double X, double Y)[] Points(double[] scores, int components) => [.. scores.Chunk(components).Select(s => (s[0], s.Length > 1 ? s[1] : 0))];

    private static int Named(CellSource source, string name) => Enumerable.Range(0, source.Cells).FirstOrDefault(i => source.Names[i] == name, -1) is >= 0 and var found ? found
        : throw new TrainingException($"There is no cell '{name}' among the {source.Cells} that were chosen.{(NearestName.To(name, source.Names.Take(10_000)) is { } near ? $" Did you mean '{near}'?" : "")} `sintropia inspect` shows names.");

    private static int Middle(CellSource source, string control)
    {
        int[] controls = [.. Enumerable.Range(0, source.Cells).Where(i => source.Perturbations[i] == control)];
        var (rows, genes) = (source.Rows(controls), source.Genes.Count);
        var mean = new double[genes];
        for (var i = 0; i < rows.Length; i++) mean[i % genes] += rows[i] / (double)controls.Length;
        double Away(int row) => Enumerable.Range(0, genes).Sum(g => (rows[row * genes + g] - mean[g]) * (rows[row * genes + g] - mean[g]));
        return controls[Enumerable.Range(0, controls.Length).MinBy(Away)];
    }

    private static double High(float[] rows, int genes, int gene)
    {
        float[] expressed = [.. Enumerable.Range(0, rows.Length / genes).Select(i => rows[i * genes + gene]).Where(v => v > 0).Order()];
        return expressed.Length > 0 ? expressed[(int)(HighQuantile * (expressed.Length - 1))] : throw new TrainingException("No cell of the file expresses the gene, so there is no level to force it to. Say which with --to.");
    }

    private static int[] Evenly(int cells) => cells <= MostCells ? [.. Enumerable.Range(0, cells)] : [.. Enumerable.Range(0, MostCells).Select(i => (int)((long)i * cells / MostCells))];
}
