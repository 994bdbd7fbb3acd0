namespace GpuTop.State;

/// <summary>Where Esc returns to from a view that was opened from another one, such as the processes of a user.</summary>
/// <param name="View">The view before.</param>
/// <param name="Page">Its GPU page; null when it was another view.</param>
/// <param name="Filter">The filter with which the view was opened; Esc removes another one first.</param>
/// <param name="FilterBefore">The filter that it had before.</param>
public sealed record ViewReturn(ViewKind View, GpuScreen? Page, string Filter, string FilterBefore);
