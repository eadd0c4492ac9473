using Sintropia.Data.Hdf5;

namespace Sintropia.Web.Tests.Expression;

/// <summary>A server with one complete run whose cells express something, where there is libhdf5 to write it.</summary>
public sealed class ExpressingRun : IAsyncLifetime
{
    internal Server Server { get; private set; } = null!;

    public string Id { get; private set; } = "";

    internal static void Need() => Assert.SkipUnless(HdfLibrary.IsPresent, $"What cells express is not written here: {HdfLibrary.Problem}");

    public async ValueTask InitializeAsync()
    {
        Server = await Server.Start();
        Id = await Server.Submit(Cultures.Listening);
        await Server.End(Id);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
