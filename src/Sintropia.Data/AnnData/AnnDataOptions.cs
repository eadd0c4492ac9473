namespace Sintropia.Data.AnnData;

/// <summary>How .h5ad files are written.</summary>
public sealed record AnnDataOptions
{
    /// <summary>Level of gzip for values, with the bytes of numbers sorted by significance before: 1 is quick, 9 small, 0 none. Default: 4, as h5py's.</summary>
    public int Compression
    {
        get;
        init => field = value is >= 0 and <= 9 ? value : throw new ArgumentOutOfRangeException(nameof(Compression), value, $"gzip has levels 1 to 9, and 0 for none; {value} is neither.");
    } = 4;
}
