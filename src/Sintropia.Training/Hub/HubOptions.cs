namespace Sintropia.Training.Hub;

/// <summary>Which hub, who asks, and how much is taken.</summary>
public sealed record HubOptions
{
    /// <summary>The public hub whose interface is spoken.</summary>
    public static Uri Public { get; } = new("https://huggingface.co");

    /// <summary>Its address. Default: <see cref="Public"/>.</summary>
    public Uri Server { get; init; } = Public;

    /// <summary>The token of whoever asks; null for nobody. It is sent to <see cref="Server"/> alone, and only over https or to this machine.</summary>
    public string? Token { get; init; }

    /// <summary>Most bytes of a model. Default: 20 GB.</summary>
    public long MostBytes { get; init; } = 20_000_000_000;

    /// <summary>Most files of a model. Default: 200.</summary>
    public int MostFiles { get; init; } = 200;

    /// <summary>Files from so many bytes on are pushed by themselves and not within the commit. Default: 5 MB.</summary>
    public long Large { get; init; } = 5_000_000;
}
