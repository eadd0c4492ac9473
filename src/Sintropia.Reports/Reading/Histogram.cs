namespace Sintropia.Reports.Reading;

/// <summary>Durations counted by the minute: exact counts of any number of cells in little memory.</summary>
internal sealed class Histogram
{
    private const double FineH = 1.0 / 60;
    private const int LongestMinutes = 60 * 24 * 365;

    private long[] _minutes = new long[64];
    private double _sum;
    private double _squares;

    public long Count { get; private set; }
    public double Mean => _sum / Count;
    public double Cv => Count > 1 && _sum > 0 ? Math.Sqrt(Math.Max(0, (_squares - (_sum * _sum / Count)) / (Count - 1))) / Mean : 0;

    public void Add(double hours)
    {
        if (!(hours >= 0)) return;
        var minute = (int)Math.Min(LongestMinutes, hours / FineH);
        if (minute >= _minutes.Length) Array.Resize(ref _minutes, Math.Max(minute + 1, 2 * _minutes.Length));
        _minutes[minute]++;
        Count++;
        _sum += hours;
        _squares += hours * hours;
    }

    /// <summary>Smallest duration (h) that this share of cells does not exceed, to the minute.</summary>
    public double Quantile(double share)
    {
        long seen = 0;
        for (var minute = 0; minute < _minutes.Length; minute++)
            if ((seen += _minutes[minute]) >= share * Count)
                return (minute + 1) * FineH;
        return _minutes.Length * FineH;
    }

    /// <summary>Cells per bin of a whole number of minutes; what lies outside is left out.</summary>
    public long[] Binned(int startMinutes, int widthMinutes, int bins)
    {
        var counts = new long[bins];
        for (var minute = startMinutes; minute < Math.Min(_minutes.Length, startMinutes + ((long)bins * widthMinutes)); minute++)
            counts[(minute - startMinutes) / widthMinutes] += _minutes[minute];
        return counts;
    }
}
