using Sintropia.Biology.Chance;

namespace Sintropia.Design.Combinations;

/// <summary>Measures places one batch after the other, and chooses each batch by what the ones before came to.</summary>
public sealed class ActiveSearch
{
    private const int RefitEvery = 2; // batches

    private readonly SearchSpace _space;
    private readonly SearchStrategy _strategy;
    private readonly ulong _seed;
    private readonly double[] _prior;
    private readonly GaussianProcess? _process;
    private readonly List<int> _places = [];
    private readonly List<double> _values = [];
    private (int, int, int)? _chosen;
    private int _batches;

    /// <summary>Begins a search.</summary>
    /// <param name="space">What can be measured.</param>
    /// <param name="strategy">What is measured next.</param>
    /// <param name="seed">Seed of what is drawn: the first places, and ties.</param>
    /// <param name="priorVariance">Variance of values where nothing is measured yet.</param>
    /// <param name="process">A process over the same features, to be shared by searches; null to make one.</param>
    public ActiveSearch(SearchSpace space, SearchStrategy strategy, ulong seed, double priorVariance, GaussianProcess? process = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        (_space, _strategy, _seed) = (space, strategy, seed);
        _prior = [.. space.Others.Select(o => strategy == SearchStrategy.ImprovementOverOthers && double.IsFinite(o) ? o : 0)];
        if (IsModel) _process = process ?? new(space.Features, priorVariance, space.Likeness);
    }

    /// <summary>Places measured so far.</summary>
    public IReadOnlyList<int> Places => _places;

    private bool IsModel => _strategy is SearchStrategy.Improvement or SearchStrategy.UpperBound or SearchStrategy.ImprovementOverOthers;

    /// <summary>Tells what came out.</summary>
    /// <param name="place">Where.</param>
    /// <param name="value">What.</param>
    public void Tell(int place, double value)
    {
        _places.Add(place);
        _values.Add(value);
    }

    /// <summary>The next places to be measured, the most promising first; fewer where fewer are left.</summary>
    /// <param name="batch">How many.</param>
    /// <param name="first">Of a model that begins from nothing: how many are drawn at random before it is asked.</param>
    public IReadOnlyList<int> Next(int batch, int first = 2)
    {
        var left = Enumerable.Range(0, _space.Features.Count).Except(_places).OrderBy(Draw).ToList();
        batch = Math.Min(batch, left.Count);
        _batches++;
        switch (_strategy)
        {
            case SearchStrategy.Random: return [.. left.Take(batch)];
            case SearchStrategy.MostExpected: return [.. left.OrderByDescending(p => _space.Expected[p]).Take(batch)];
            case SearchStrategy.MostRoom: return [.. left.OrderBy(p => Math.Abs(_space.Expected[p] - 0.5)).Take(batch)];
            case SearchStrategy.AsOthers: return [.. left.OrderByDescending(p => double.IsFinite(_space.Others[p]) ? _space.Others[p] : double.NegativeInfinity).Take(batch)];
        }

        if (_places.Count < first && _strategy != SearchStrategy.ImprovementOverOthers) return [.. left.Take(Math.Min(batch, Math.Max(1, first - _places.Count)))];
        return [.. Modelled(left, batch).Select(p => p.Place)];
    }

    /// <summary>What the model expects of places that are left, the most promising first; each of a batch is chosen as if what is expected of those before it had come out.</summary>
    /// <param name="batch">How many.</param>
    public IReadOnlyList<(int Place, double Mean, double Deviation, double Worth)> Propose(int batch)
    {
        if (!IsModel) throw new InvalidOperationException($"A search by {_strategy} has no model that expects anything. Use one by improvement or upper bound.");
        var left = Enumerable.Range(0, _space.Features.Count).Except(_places).OrderBy(Draw).ToList();
        return Modelled(left, Math.Min(batch, left.Count));
    }

    private List<(int Place, double Mean, double Deviation, double Worth)> Modelled(List<int> left, int batch)
    {
        var acquisition = _strategy == SearchStrategy.UpperBound ? Acquisition.UpperConfidence : Acquisition.ExpectedImprovement;
        List<int> places = [.. _places];
        List<double> residuals = [.. _places.Select((p, i) => _values[i] - _prior[p])];
        if (_chosen is null || _batches % RefitEvery == 0) _chosen = _process!.Choose(places, residuals);
        var found = new List<(int, double, double, double)>();
        while (found.Count < batch)
        {
            var (mean, deviation) = _process!.Expect(_chosen.Value, places, residuals);
            // The best of what is expected where was measured: single measurements are noisy.
            var best = _places.Count == 0 ? 0 : _places.Max(p => _prior[p] + mean[p]);
            var next = left.MaxBy(p => GaussianProcess.Worth(acquisition, _prior[p] + mean[p], deviation[p], best));
            found.Add((next, _prior[next] + mean[next], deviation[next], GaussianProcess.Worth(acquisition, _prior[next] + mean[next], deviation[next], best)));
            left.Remove(next);
            places.Add(next);
            residuals.Add(mean[next]);
        }

        return found;
    }

    private ulong Draw(int place) => Philox.Encrypt(new((ulong)place, (ulong)_places.Count), _seed).High;
}
