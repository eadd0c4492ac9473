namespace Sintropia.Grains.Niches;

/// <summary>The cells of a tissue that live on one machine, each a grain of its own. The cohort tells them of ticks and counts them; it holds the state of none.</summary>
[Alias("cohort")]
public interface ICohortGrain : ICellBlock;
