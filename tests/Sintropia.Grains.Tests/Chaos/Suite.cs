using System.Globalization;

namespace Sintropia.Grains.Tests.Chaos;

/// <summary>How many seeds are tried: few in the normal suite, as many as SINTROPIA_LOSSES says in the long one.</summary>
internal static class Suite
{
    public static TheoryData<int> Seeds(int normally) => [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("SINTROPIA_LOSSES"), NumberStyles.None, CultureInfo.InvariantCulture, out var losses) ? losses : normally)];
}
