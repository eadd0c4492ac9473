namespace Sintropia.Web.Results;

/// <summary>A file of a run.</summary>
/// <param name="Name">Its name, with '/' where it lies below the run's folder.</param>
/// <param name="Bytes">Its length now; null where it is kept elsewhere and has not been measured.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Sha256">Its hash, 64 hexadecimal digits; null while the run may still write it.</param>
public sealed record ResultFile(string Name, long? Bytes, string ContentType, string? Sha256);
