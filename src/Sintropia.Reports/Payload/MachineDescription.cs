namespace Sintropia.Reports.Payload;

/// <summary>The machine of a run. It does not affect the result, only the time it took.</summary>
/// <param name="Os">Operating system.</param>
/// <param name="Processor">Processor model.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Runtime">.NET runtime.</param>
public sealed record MachineDescription(string Os = "", string Processor = "", int Cores = 0, string Runtime = "");
