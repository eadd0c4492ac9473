namespace Sintropia.Grains.Messages;

/// <summary>Asks again where an answer was lost or is late. That is safe, since whoever has done a thing answers as before, and whoever is still at it answers when it is done; and whoever is gone is found out by the cluster, not by waiting.</summary>
internal static class Insistence
{
    private const int Most = 20; // times the cluster's own patience with an answer

    /// <summary>Asks until there is an answer.</summary>
    public static async Task<T> On<T>(Func<Task<T>> ask)
    {
        for (var asked = 1; ; asked++)
        {
            try
            {
                return await ask();
            }
            catch (TimeoutException) when (asked < Most)
            {
                // Asked again at once: the question waited as long as an answer may take.
            }
        }
    }
}
