using Sintropia.Silo.Options;

namespace Sintropia.Deployment.Tests.Options;

public sealed class PredictorPlacementTests
{
    [Theory]
    [InlineData(SiloRoles.Cells, false, null, false)]
    [InlineData(SiloRoles.Cells, false, true, true)] // told to
    [InlineData(SiloRoles.Cells, true, null, true)] // has a GPU
    [InlineData(SiloRoles.Cells | SiloRoles.Predictor, false, null, true)]
    [InlineData(SiloRoles.Cells | SiloRoles.Predictor, false, false, false)]
    [InlineData(SiloRoles.Gateway, false, null, false)]
    public void Predictors_are_kept_where_told_or_where_there_is_a_GPU(SiloRoles roles, bool gpu, bool? told, bool kept) =>
        Assert.Equal(kept, PredictorPlacement.Hosts(new() { Roles = roles, Gpu = gpu }, new() { Host = told }));

    [Theory]
    [InlineData(false, "auto", "cpu")]
    [InlineData(true, "auto", "cuda:0")]
    [InlineData(true, "cuda:3", "cuda:3")]
    [InlineData(false, "cpu", "cpu")]
    public void Auto_is_the_first_GPU_where_one_is_declared(bool gpu, string device, string meant) => Assert.Equal(meant, PredictorPlacement.Device(new() { Gpu = gpu, Device = device }));
}
