namespace Sintropia.Silo.Options;

/// <summary>Which silos keep predictors, and on which device. A silo that does not keep them has no predictor class at all, so that no cell ever waits for the CPU of a silo without a GPU.</summary>
public static class PredictorPlacement
{
    /// <summary>Whether a silo keeps predictors: as it is told, else by its role, else where it declares a GPU.</summary>
    public static bool Hosts(SiloOptions silo, PredictorOptions predictor) => predictor.Host ?? (silo.Gpu || silo.Roles.HasFlag(SiloRoles.Predictor));

    /// <summary>The device that is meant: <c>cpu</c> or <c>cuda:N</c>.</summary>
    public static string Device(SiloOptions silo) => silo.Device == "auto" ? silo.Gpu ? "cuda:0" : "cpu" : silo.Device;
}
