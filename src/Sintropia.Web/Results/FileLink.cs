namespace Sintropia.Web.Results;

/// <summary>An address of a file that a browser can open, where it cannot send a token.</summary>
/// <param name="Address">Relative to the server.</param>
/// <param name="Seconds">How long it may be opened, s.</param>
public sealed record FileLink(string Address, double Seconds);
