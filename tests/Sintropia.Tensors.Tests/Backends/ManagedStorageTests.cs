using Sintropia.Tensors.Backends;

namespace Sintropia.Tensors.Tests.Backends;

public sealed class ManagedStorageTests
{
    [Fact]
    public unsafe void Elements_begin_on_a_cache_line_and_belong_to_one_storage()
    {
        var random = new Random(1);
        var storages = Enumerable.Range(0, 500).Select(i => (ManagedStorage)ManagedBackend.Shared.Allocate(i % 50 == 0 ? 5000 : random.Next(300))).ToList();
        for (var i = 0; i < storages.Count; i++) storages[i].Elements.Fill(i);

        for (var i = 0; i < storages.Count; i++)
        {
            Assert.Equal(0u, (nuint)storages[i].First % 64);
            Assert.Equal(storages[i].Length, storages[i].Elements.Length);
            Assert.True(storages[i].Elements.IndexOfAnyExcept((float)i) < 0);
        }
    }
}
