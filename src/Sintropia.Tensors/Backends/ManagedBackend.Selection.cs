namespace Sintropia.Tensors.Backends;

/// <content>Elements by their places.</content>
public sealed partial class ManagedBackend
{
    /// <inheritdoc/>
    public void Take(Tensor x, Indices places, Tensor result)
    {
        var (outer, length, inner, count) = (x.Shape[0], x.Shape[1], x.Shape[2], places.Count);
        var from = x.Elements();
        var to = result.Elements();
        for (var o = 0; o < outer; o++)
            for (var j = 0; j < count; j++)
                from.Slice(((o * length) + places.Values[j]) * inner, inner).CopyTo(to[(((o * count) + j) * inner)..]);
    }

    /// <inheritdoc/>
    public void AddAt(Tensor destination, Indices places, Tensor source)
    {
        var (outer, length, inner, count) = (destination.Shape[0], destination.Shape[1], destination.Shape[2], places.Count);
        var from = source.Elements();
        var to = destination.Elements();
        for (var o = 0; o < outer; o++)
            for (var j = 0; j < count; j++)
                if (places.Values[j] is >= 0 and var place)
                    for (var i = 0; i < inner; i++)
                        to[(((o * length) + place) * inner) + i] += from[(((o * count) + j) * inner) + i];
    }

    /// <inheritdoc/>
    public void TakeAlong(Tensor x, Indices places, Tensor result)
    {
        var (outer, length, inner, count) = (x.Shape[0], x.Shape[1], x.Shape[2], places.Shape[1]);
        var from = x.Elements();
        var to = result.Elements();
        for (var o = 0; o < outer; o++)
            for (var j = 0; j < count; j++)
                for (var i = 0; i < inner; i++)
                    to[(((o * count) + j) * inner) + i] = from[(((o * length) + places.Values[(((o * count) + j) * inner) + i]) * inner) + i];
    }

    /// <inheritdoc/>
    public void AddAlong(Tensor destination, Indices places, Tensor source)
    {
        var (outer, length, inner, count) = (destination.Shape[0], destination.Shape[1], destination.Shape[2], places.Shape[1]);
        var from = source.Elements();
        var to = destination.Elements();
        for (var o = 0; o < outer; o++)
            for (var j = 0; j < count; j++)
                for (var i = 0; i < inner; i++)
                    to[(((o * length) + places.Values[(((o * count) + j) * inner) + i]) * inner) + i] += from[(((o * count) + j) * inner) + i];
    }

    /// <inheritdoc/>
    public void Distances(DistanceKind kind, Tensor x, Tensor y, Tensor result)
    {
        var (batch, rows, others, width) = (x.Shape[0], x.Shape[1], y.Shape[1], x.Shape[2]);
        for (var b = 0; b < batch; b++)
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < others; j++)
                {
                    var of = Row(x, (b * rows) + i, width);
                    var to = Row(y, (b * others) + j, width);
                    double sum = 0;
                    for (var k = 0; k < width; k++) sum += kind == DistanceKind.Manhattan ? Math.Abs((double)of[k] - to[k]) : ((double)of[k] - to[k]) * ((double)of[k] - to[k]);
                    result.Elements()[(((b * rows) + i) * others) + j] = (float)(kind == DistanceKind.Euclidean ? Math.Sqrt(sum) : sum);
                }
    }

    /// <inheritdoc/>
    public void DistancesGradient(DistanceKind kind, Tensor x, Tensor y, Tensor distances, Tensor gradient, Tensor result)
    {
        var (batch, rows, others, width) = (x.Shape[0], x.Shape[1], y.Shape[1], x.Shape[2]);
        for (var b = 0; b < batch; b++)
            for (var i = 0; i < rows; i++)
                for (var k = 0; k < width; k++)
                {
                    double sum = 0;
                    for (var j = 0; j < others; j++)
                    {
                        var at = (((b * rows) + i) * others) + j;
                        double g = gradient.Elements()[at], d = distances.Elements()[at];
                        var difference = (double)Row(x, (b * rows) + i, width)[k] - Row(y, (b * others) + j, width)[k];
                        sum += kind switch
                        {
                            DistanceKind.Manhattan => g * (difference > 0 ? 1 : difference < 0 ? -1 : difference),
                            DistanceKind.Euclidean => d == 0 ? 0 : g * difference / d,
                            _ => 2 * g * difference,
                        };
                    }

                    Row(result, (b * rows) + i, width)[k] = (float)sum;
                }
    }
}
