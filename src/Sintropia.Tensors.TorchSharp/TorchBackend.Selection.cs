using Sintropia.Tensors.Backends;
using ComputeMode = TorchSharp.compute_mode;

namespace Sintropia.Tensors.TorchSharp;

/// <content>Elements by their places, and distances.</content>
public sealed partial class TorchBackend
{
    // How many differences of elements are held at once: 64 MB.
    private const long MostDifferences = 1 << 24;

    /// <inheritdoc/>
    public void Take(Tensor x, Indices places, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        Give(result, Of(x).index_select(1, Places(places.Values)));
    }

    /// <inheritdoc/>
    public void AddAt(Tensor destination, Indices places, Tensor source)
    {
        using var scope = Torch.NewDisposeScope();
        if (!places.Values.Contains(-1))
        {
            Of(destination).index_add_(1, Places(places.Values), Of(source), 1);
            return;
        }

        List<int> kept = [], to = [];
        for (var j = 0; j < places.Count; j++)
            if (places.Values[j] is var place and not -1)
            {
                kept.Add(j);
                to.Add(place);
            }

        Of(destination).index_add_(1, Places(to.ToArray()), Of(source).index_select(1, Places(kept.ToArray())), 1);
    }

    /// <inheritdoc/>
    public void TakeAlong(Tensor x, Indices places, Tensor result)
    {
        using var scope = Torch.NewDisposeScope();
        Give(result, Of(x).gather(1, Places(places.Values).reshape(Extents(result))));
    }

    /// <inheritdoc/>
    public void AddAlong(Tensor destination, Indices places, Tensor source)
    {
        using var scope = Torch.NewDisposeScope();
        Of(destination).scatter_add_(1, Places(places.Values).reshape(Extents(source)), Of(source));
    }

    /// <inheritdoc/>
    public void Distances(DistanceKind kind, Tensor x, Tensor y, Tensor result)
    {
        if (IsNothing(x, y, result)) return;

        using var scope = Torch.NewDisposeScope();

        // By differences: by products, as torch may choose, near rows lose their digits.
        var distances = Torch.cdist(Of(x), Of(y), kind == DistanceKind.Manhattan ? 1 : 2, ComputeMode.donot_use_mm_for_euclid_dist);
        Give(result, kind == DistanceKind.SquaredEuclidean ? distances * distances : distances);
    }

    /// <inheritdoc/>
    public void WeightedDifferences(Tensor x, Tensor y, Tensor weight, bool signs, Tensor result)
    {
        if (IsNothing(x, y, result)) return;

        using var scope = Torch.NewDisposeScope();
        var (a, b, w, sums) = (Of(x), Of(y).unsqueeze(1), Of(weight), Of(result));
        var perRow = (long)y.Count; // of all sets
        var together = Math.Max(1, MostDifferences / perRow);
        for (long from = 0, rows = x.Shape[1]; from < rows; from += together)
        {
            using var part = Torch.NewDisposeScope();
            var count = Math.Min(together, rows - from);
            var differences = a.narrow(1, from, count).unsqueeze(2) - b;
            if (signs) differences = Sign(differences);
            sums.narrow(1, from, count).copy_((differences * w.narrow(1, from, count).unsqueeze(3)).sum(2));
        }
    }

    // Rows without elements are at distance 0 of one another.
    private bool IsNothing(Tensor x, Tensor y, Tensor result)
    {
        if (x.Count > 0 && y.Count > 0) return false;
        Fill(result, 0);
        return true;
    }
}
