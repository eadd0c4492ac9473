namespace Sintropia.Client.Results;

/// <summary>A file of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length now; null where that is not known.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Sha256">Its hash; null while the run may still write it.</param>
public sealed record ResultFile(string Name, long? Bytes, string ContentType, string? Sha256);
