namespace Sintropia.Data.Preprocessing;

/// <summary>Local regression of y on one x: quadratics fitted to near points where cells of x meet, and cubics between them.</summary>
/// <remarks>
/// Cleveland and Grosse 1991, doi:10.1007/BF01890836; the scheme of their <c>dloess</c> with the interpolated surface, gaussian family and cell 0.2, which R's <c>loess</c> and scikit-misc run:
/// a cell of x is cut at its median until it holds at most ⌊n·span·cell⌋ points; the value and slope at each border is the tricube-weighted quadratic fit to the ⌊n·span⌋ nearest points;
/// between borders stands the cubic that has both values and slopes.
/// </remarks>
internal static class Loess
{
    private const double Cell = 0.2;

    /// <summary>The curve at each point.</summary>
    /// <param name="x">Where.</param>
    /// <param name="y">What was found there; as many.</param>
    /// <param name="span">The share of points that a fit takes; above 0, at most 1.</param>
    /// <exception cref="ArgumentException">There are too few points, or too few different ones near some border.</exception>
    public static double[] Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double span)
    {
        var near = Math.Min(x.Length, (int)Math.Floor(x.Length * span + 1e-5));
        if (near < 3) throw new ArgumentException($"{x.Length} points at a span of {span} leave {near} for a fit, which needs 3. Give more genes or a greater span.");
        var (sortedX, sortedY) = (x.ToArray(), y.ToArray());
        Array.Sort(sortedX, sortedY);

        var borders = Borders(sortedX, (int)Math.Floor(x.Length * (span * Cell)));
        var fits = borders.ConvertAll(at => LocalFit(at, sortedX, sortedY, near));
        var fitted = new double[x.Length];
        for (var i = 0; i < fitted.Length; i++) fitted[i] = Between(x[i], borders, fits);
        return fitted;
    }

    private static List<double> Borders(double[] x, int atMost)
    {
        var margin = 0.005 * Math.Max(x[^1] - x[0], 1e-10 * Math.Max(Math.Abs(x[0]), Math.Abs(x[^1])) + 1e-30);
        var borders = new List<double> { x[0] - margin, x[^1] + margin };
        var cells = new Stack<(int From, int To, double Low, double High)>();
        cells.Push((0, x.Length - 1, borders[0], borders[1]));
        while (cells.TryPop(out var cell))
        {
            if (cell.To - cell.From + 1 <= atMost) continue;
            var cut = Cut(x, cell.From, cell.To);
            if (x[cut] == cell.Low || x[cut] == cell.High) continue;
            borders.Add(x[cut]);
            cells.Push((cell.From, cut, cell.Low, x[cut]));
            cells.Push((cut + 1, cell.To, x[cut], cell.High));
        }

        borders.Sort();
        return borders;
    }

    /// <summary>The place of the median, moved to where two neighbours differ: one up, one down, two up, and so on. Places are those of Fortran less one.</summary>
    private static int Cut(double[] x, int from, int to)
    {
        var median = (from + to + 2) / 2 - 1;
        var offset = 0;
        while (median + offset < to && median + offset >= from)
        {
            if (x[median + offset] != x[median + offset + 1]) return median + offset;
            offset = -offset;
            if (offset >= 0) offset++;
        }

        return median;
    }

    private static (double Value, double Slope) LocalFit(double at, double[] x, double[] y, int near)
    {
        var from = Nearest(at, x, near);
        var radius = Math.Max(at - x[from], x[from + near - 1] - at);
        if (!(radius > 0)) throw new ArgumentException($"{near} points lie at {at} alone, so no curve goes through them. Give a greater span.");

        var (rows, right) = (new double[near * 3], new double[near]);
        for (var i = 0; i < near; i++)
        {
            var off = x[from + i] - at;
            var share = Math.Sqrt(off * off / (radius * radius));
            var rest = 1 - share * share * share;
            var weight = rest > 0 ? Math.Sqrt(rest * rest * rest) : 0;
            (rows[3 * i], rows[3 * i + 1], rows[3 * i + 2]) = (weight, weight * off, weight * (off * off));
            right[i] = weight * y[from + i];
        }

        var solution = LeastSquares.Solve(rows, right, 3);
        return (solution[0], solution[1]);
    }

    /// <summary>Where the run of so many nearest points begins.</summary>
    private static int Nearest(double at, double[] x, int near)
    {
        int low = 0, high = x.Length - near;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (at - x[middle] > x[middle + near] - at) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static double Between(double at, List<double> borders, List<(double Value, double Slope)> fits)
    {
        var right = borders.BinarySearch(at);
        right = Math.Clamp(right < 0 ? ~right : right, 1, borders.Count - 1); // a point on a border belongs to the cell on its left
        var (a, b) = (fits[right - 1], fits[right]);
        var width = borders[right] - borders[right - 1];
        var h = (at - borders[right - 1]) / width;
        var rest = 1 - h;
        return rest * rest * (1 + 2 * h) * a.Value + h * h * (3 - 2 * h) * b.Value + (h * rest * rest * a.Slope + h * h * (h - 1) * b.Slope) * width;
    }
}
