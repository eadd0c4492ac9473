namespace Sintropia.Scenarios.Provenance;

/// <summary>Names of statuses.</summary>
public static class AssumptionStatuses
{
    /// <summary>The name in files.</summary>
    public static string Name(this AssumptionStatus status) => status switch
    {
        AssumptionStatus.Sourced => "sourced",
        AssumptionStatus.Assumed => "assumed",
        _ => "given",
    };
}
