namespace Sintropia.Design.Safety.Dependencies;

/// <summary>Predicts gene effects: of measured genes in lines that were not screened, and of genes that were not measured.</summary>
internal sealed class DependencyPrediction
{
    private static readonly double[] s_ridges = [0.1, 0.3, 1, 3, 10];

    private readonly DependencyMap _map;
    private readonly double[][] _expression; // screened lines, then others
    private readonly string[] _lineages;
    private readonly double[][] _shared; // likeness of genes by sets [genes][genes]

    /// <param name="map">What is known.</param>
    /// <param name="sets">Sets of genes by which genes are alike; null for none.</param>
    public DependencyPrediction(DependencyMap map, IReadOnlyList<IReadOnlySet<string>>? sets = null)
    {
        _map = map;
        _expression = [.. map.Expression, .. map.Unscreened];
        _lineages = [.. map.Lineages, .. map.Others.Select(_ => "")];
        var members = map.Genes.Select(g => sets is null ? [] : Enumerable.Range(0, sets.Count).Where(s => sets[s].Contains(g)).ToHashSet()).ToArray();
        _shared = [.. members.Select((a, i) => members.Select((b, j) => i == j ? 1 : a.Count == 0 || b.Count == 0 ? 0 : (double)a.Count(b.Contains) / (a.Count + b.Count - a.Count(b.Contains))).ToArray())];
    }

    /// <summary>Effects of measured genes in other lines.</summary>
    /// <param name="model">How.</param>
    /// <param name="train">Lines to learn from.</param>
    /// <param name="asked">Lines asked about; numbers from the count of screened lines on are those that were not screened.</param>
    /// <returns>Shape [asked][genes].</returns>
    public double[][] Lines(DependencyModel model, IReadOnlyList<int> train, IReadOnlyList<int> asked)
    {
        var means = Means(train);
        if (model == DependencyModel.Mean) return [.. asked.Select(_ => (double[])means.Clone())];
        var kernel = Kernel(model, train);
        var within = kernel.Between(train, train);
        var left = Residuals(train, means);
        // A fifth of the training lines decides on the ridge.
        var (inner, held) = (Enumerable.Range(0, train.Count).Where(i => i % 5 != 0).ToArray(), Enumerable.Range(0, train.Count).Where(i => i % 5 == 0).ToArray());
        double[][] square = [.. inner.Select(i => inner.Select(j => within[i][j]).ToArray())], cross = [.. held.Select(i => inner.Select(j => within[i][j]).ToArray())];
        var ridge = s_ridges.MinBy(r =>
        {
            var weights = new PositiveSolve(square, r).Columns([.. left.Select(column => inner.Select(i => column[i]).ToArray())]);
            return weights.Select((w, g) => held.Select((h, i) => Dot(cross[i], w) - left[g][h]).Sum(e => e * e)).Sum();
        });
        var chosen = new PositiveSolve(within, ridge).Columns(left);
        var across = kernel.Between(asked, train);
        return [.. across.Select(row => chosen.Select((w, g) => means[g] + Dot(row, w)).ToArray())];
    }

    /// <summary>Effects of genes that were measured in no line, in other lines.</summary>
    /// <param name="model">How.</param>
    /// <param name="train">Lines to learn from.</param>
    /// <param name="known">Genes to learn from.</param>
    /// <param name="asked">Lines asked about.</param>
    /// <param name="genes">Genes asked about.</param>
    /// <returns>Shape [asked][genes].</returns>
    public double[][] Genes(DependencyModel model, IReadOnlyList<int> train, IReadOnlyList<int> known, IReadOnlyList<int> asked, IReadOnlyList<int> genes)
    {
        var means = Means(train);
        var overall = known.Average(g => means[g]);
        if (model == DependencyModel.Mean) return [.. asked.Select(_ => genes.Select(_ => overall).ToArray())];
        var pairs = new OwnExpression(_map, _expression, train, known);
        var own = asked.Select(l => genes.Select(g => pairs.Predict(_expression[l], g)).ToArray()).ToArray();
        if (model == DependencyModel.ExpressionRidge) return own;

        // What own expression leaves, over genes by their likeness and over lines by theirs.
        double[][] left = [.. known.Select(g => train.Select(l => double.IsNaN(_map.Effects[l][g]) ? 0 : _map.Effects[l][g] - pairs.Predict(_expression[l], g)).ToArray())]; // [known][train]
        double[] gene = [.. left.Select(l => l.Average())];
        double[][] course = [.. left.Select((l, g) => l.Select(v => v - gene[g]).ToArray())];
        var likeness = Likeness(train);
        double[][] among = [.. known.Select(a => known.Select(b => likeness[a][b]).ToArray())];
        var ridge = s_ridges.MinBy(r => LeftOut(among, gene, r));
        var genesSolved = new PositiveSolve(among, ridge);
        var ofMeans = genesSolved.Columns([gene])[0];
        var kernel = Kernel(model, train);
        var lines = new PositiveSolve(kernel.Between(train, train), 3).Columns(course); // [known][train]
        double[][] byLine = [.. train.Select((_, i) => lines.Select(l => l[i]).ToArray())];
        var both = genesSolved.Columns(byLine); // [train][known]
        double[][] to = [.. genes.Select(g => known.Select(k => likeness[g][k]).ToArray())];
        double[][] courses = [.. to.Select(near => both.Select(w => Dot(near, w)).ToArray())]; // [genes][train]
        return [.. kernel.Between(asked, train).Select((row, l) => to.Select((near, g) => own[l][g] + Dot(near, ofMeans) + Dot(row, courses[g])).ToArray())];
    }

    /// <summary>Squared error of each gene's mean when it is left out, in closed form: residual over 1 − leverage.</summary>
    private static double LeftOut(double[][] kernel, double[] values, double ridge)
    {
        var solve = new PositiveSolve(kernel, ridge);
        var weights = solve.Columns([values])[0];
        var inverse = solve.Columns([.. kernel.Select((_, i) => kernel.Select((_, j) => i == j ? 1.0 : 0).ToArray())]);
        return weights.Select((w, i) => w / inverse[i][i]).Sum(e => e * e);
    }

    private LineKernel Kernel(DependencyModel model, IReadOnlyList<int> train) => model == DependencyModel.Kernel ? new(_expression, _lineages, train, 0.7, 0.2) : new(_expression, _lineages, train, 0, 0);

    /// <summary>Genes whose expression goes up and down together over training lines, and that share sets.</summary>
    private double[][] Likeness(IReadOnlyList<int> train)
    {
        var courses = Enumerable.Range(0, _map.Genes.Count).Select(g =>
        {
            double[] levels = [.. train.Select(l => _expression[l][g])];
            var mean = levels.Average();
            var norm = Math.Sqrt(levels.Sum(v => (v - mean) * (v - mean))) + 1e-9;
            return levels.Select(v => (v - mean) / norm).ToArray();
        }).ToArray();
        return [.. courses.Select((a, i) => courses.Select((b, j) => 0.5 * Dot(a, b) + 0.5 * _shared[i][j]).ToArray())];
    }

    private double[] Means(IReadOnlyList<int> train) => [.. Enumerable.Range(0, _map.Genes.Count).Select(g => train.Select(l => _map.Effects[l][g]).Where(double.IsFinite).DefaultIfEmpty(0).Average())];

    /// <summary>Effects less their means, 0 where none was measured; shape [genes][train].</summary>
    private double[][] Residuals(IReadOnlyList<int> train, double[] means) => [.. means.Select((m, g) => train.Select(l => double.IsNaN(_map.Effects[l][g]) ? 0 : _map.Effects[l][g] - m).ToArray())];

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
