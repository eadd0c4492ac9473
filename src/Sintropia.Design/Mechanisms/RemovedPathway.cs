namespace Sintropia.Design.Mechanisms;

/// <summary>What becomes of a predicted response where the genes of a pathway are taken away from the cells first.</summary>
/// <param name="Name">The pathway.</param>
/// <param name="Size">Its genes in the panel.</param>
/// <param name="Loss">Length of the difference of both responses over genes outside the pathway, in units of the response: 0 where it does not depend on the pathway.</param>
/// <param name="NullLoss">Mean of the same for random sets of as many genes with like expression.</param>
/// <param name="P">Share of random sets whose loss is as large.</param>
/// <param name="Q">The same after Benjamini and Hochberg over all pathways.</param>
public sealed record RemovedPathway(string Name, int Size, double Loss, double NullLoss, double P, double Q);
