namespace Sintropia.Client.Servers;

/// <summary>What a server is, and how much it takes.</summary>
/// <param name="Name">sintropia.</param>
/// <param name="Version">Its version.</param>
/// <param name="MaxBodyBytes">Largest body of a request.</param>
/// <param name="MostWaiting">Most runs that wait; null where nobody counts.</param>
/// <param name="MostFounders">Most founders of a run.</param>
/// <param name="SubmitsPerMinute">Runs that one client may submit in a minute.</param>
/// <param name="MostWatchers">Most readers of progress.</param>
public sealed record ServerCard(string Name, string Version, long MaxBodyBytes, int? MostWaiting, long MostFounders, int SubmitsPerMinute, int MostWatchers);
