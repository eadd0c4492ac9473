namespace Sintropia.Reports.Reading;

/// <summary>One column of numbers over time, in the order of the file until <see cref="Close"/>.</summary>
internal sealed class Course
{
    private readonly List<double> _times = [];
    private readonly List<double> _values = [];

    public double Last => _times.Count > 0 ? _times[^1] : double.NegativeInfinity;
    public IReadOnlyList<double> Times => _times;
    public bool HasAny => _values.Exists(value => value > 0);

    public void Add(double time, double value)
    {
        _times.Add(time);
        _values.Add(value);
    }

    /// <summary>Sorts by time, so that <see cref="At"/> can search.</summary>
    public void Close()
    {
        for (var i = 1; i < _times.Count; i++)
        {
            if (_times[i] >= _times[i - 1]) continue;
            var order = Enumerable.Range(0, _times.Count).OrderBy(k => _times[k]).ToArray();
            var (times, values) = (order.Select(k => _times[k]).ToArray(), order.Select(k => _values[k]).ToArray());
            _times.Clear();
            _times.AddRange(times);
            _values.Clear();
            _values.AddRange(values);
            return;
        }
    }

    /// <summary>The value recorded at exactly this time, or null.</summary>
    public double? At(double time)
    {
        var at = _times.BinarySearch(time);
        return at >= 0 && double.IsFinite(_values[at]) ? _values[at] : null;
    }
}
